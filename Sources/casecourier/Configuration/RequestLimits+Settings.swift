import Web

extension RequestRates {
    init(_ reader: SettingsReader) throws {
        self.init()
        let perMinute = { try Int(reader.number($0, in: 1...1_000_000)) }
        landings = try perMinute(.landingsPerMinute)
        landingsOfLink = try perMinute(.linkLandingsPerMinute)
        forms = try perMinute(.formsPerMinute)
        signIns = try perMinute(.signInsPerMinute)
        uploads = try perMinute(.uploadsPerMinute)
    }
}

extension ConnectionCaps {
    init(_ reader: SettingsReader) throws {
        self.init()
        inAll = Int(try reader.number(.mostConnections, in: 16...1_000_000))
        perAddress = Int(try reader.number(.connectionsPerAddress, in: 1...1_000_000))
    }
}
