import ArgumentParser
import Foundation
import SQL

/// Runs a request where the installation is open: in this process unless another has it to itself, else in that one, the server.
enum CommandRun {
    /// Prints the answer and ends the process with its exit code.
    static func perform(_ request: ControlRequest) async throws {
        let answer = try await answer(to: request)
        if answer.exitCode == 0 { Console.say(answer.output) } else { Console.complain(answer.output) }
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }

    private static func answer(to request: ControlRequest) async throws -> ControlAnswer {
        do {
            let configuration = try ServiceConfiguration(await SettingsReader())
            let data = try DataFolder(configuration.dataFolder)
            switch try InstallationAccess(configuration, data: data) {
            case .taken:
                let answer = try await ControlClient.ask(request, at: data.controlSocket)
                return answer ?? .later("Another process has the data folder open and does not answer. Try again.")
            case .granted(let lock):
                let open = try await OpenInstallation(configuration, data: data, lock: lock)
                let answer = await Operations(installation: open.installation, keyring: open.keyring).perform(request)
                try await open.database.close()
                return answer
            }
        } catch let fault as ConfigurationFault {
            return ControlAnswer(output: fault.description, exitCode: 78)
        } catch {
            return .later("\(error)")
        }
    }

    /// Everything on standard input, up to `limit` bytes.
    static func standardInput(limit: Int) throws -> Data {
        var data = Data()
        while let piece = try FileHandle.standardInput.read(upToCount: 65_536), !piece.isEmpty {
            data.append(piece)
            guard data.count <= limit else { throw ConfigurationFault("The input is larger than \(limit) bytes.") }
        }
        return data
    }
}
