import Actions
import HTTPTypes
import Hummingbird

/// Puts on every answer, errors included, what browsers are to be told (MH-02, N-25). An answer that says something of its own
/// keeps it.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = SiteContext

    /// What every answer carries unless it says something of its own.
    let fields: HTTPFields

    init(organisation: Organisation) {
        var fields: HTTPFields = [
            .contentSecurityPolicy: Self.pagePolicy, .xContentTypeOptions: "nosniff", .cacheControl: "no-store",
        ]
        for (name, value) in Self.named { HTTPField.Name(name).map { fields[$0] = value } }
        if organisation.isSecure { fields[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        self.fields = fields
    }

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers.complete(with: fields)
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Our pages load nothing but their own style sheet, icons and modules, and post only to us.
    static let pagePolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ].joined(separator: "; ")

    /// A file runs nothing and belongs to nobody's origin (UD-04).
    static let filePolicy = "sandbox; default-src 'none'"

    private static let named = [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", unusedFeatures),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("X-Frame-Options", "DENY"),
    ]

    private static let unusedFeatures = [
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
        "payment", "usb",
    ].map { "\($0)=()" }.joined(separator: ", ")
}

extension HTTPFields {
    /// Adds those of `others` that are not there yet.
    mutating func complete(with others: HTTPFields) {
        append(contentsOf: others.filter { !contains($0.name) })
    }
}
