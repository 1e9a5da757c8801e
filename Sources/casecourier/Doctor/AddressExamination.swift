import Actions
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Whether the public address leads back to this service, as recipients will find it.
struct AddressExamination {
    private let origin: String
    private let isServing: Bool

    init(_ configuration: ServiceConfiguration, isServing: Bool) {
        origin = configuration.organisation.origin
        self.isServing = isServing
    }

    func findings() async -> [Finding] {
        guard isServing else {
            return [.ok(.address, "Whether \(origin) leads here can be asked once the service runs.")]
        }
        do {
            var request = HTTPClientRequest(url: origin + "/.well-known/security.txt")
            request.headers.add(name: "User-Agent", value: "casecourier-doctor")
            let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
            let text = String(buffer: try await answer.body.collect(upTo: 65_536))
            guard answer.status == .ok, text.contains("Canonical: \(origin)/") else {
                return [
                    .problem(
                        .address,
                        "\(origin) answers, but not as this service (status \(answer.status.code)). Check the proxy, and "
                            + "\(Setting.publicURL.variable).")
                ]
            }
            return [.ok(.address, "\(origin) leads to this service.")]
        } catch {
            return [
                .problem(
                    .address,
                    "\(origin) does not answer from here (\(type(of: error))). Check name service, certificate and proxy."
                )
            ]
        }
    }
}
