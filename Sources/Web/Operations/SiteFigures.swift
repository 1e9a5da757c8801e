import Actions

/// Everything that `/metrics` tells. Names are documented in `docs/operations.md`.
struct SiteFigures {
    private let site: Site

    init(_ site: Site) { self.site = site }

    var text: String {
        var page = Exposition()
        requests(&page)
        site.installation.addFigures(to: &page)
        build(&page)
        ProcessFigures().add(to: &page)
        return page.text
    }

    private func requests(_ page: inout Exposition) {
        let requests = site.requests.requests.sorted { "\($0.key)" < "\($1.key)" }
        page.add(
            "casecourier_http_requests_total", .counter, "Requests answered, by pattern of the route.",
            requests.map { key, count in
                .init(count, [("method", key.method), ("route", key.route), ("status", key.status)])
            })
        page.add(
            "casecourier_http_request_seconds", .histogram, "Time until the head of the answer stood.",
            site.requests.times.sorted { $0.key < $1.key }.flatMap { Self.samples(of: $0.value, route: $0.key) })
        page.add(
            "casecourier_http_response_bytes_total", .counter, "Content of answers that are no files.",
            site.requests.bytes)
        page.add(
            "casecourier_limit_hits_total", .counter, "Times that a limit of this process was run into.",
            Limit.allCases.map { .init(site.limitHits.count($0), [("kind", $0.rawValue)]) })
        page.add("casecourier_connections_open", .gauge, "Connections of visitors and proxies.", site.connections.count)
        page.add("casecourier_event_streams_open", .gauge, "Pages that watch a send.", site.streams.count)
    }

    private static func samples(of times: RequestFigures.Times, route: String) -> [Exposition.Sample] {
        var below: Int64 = 0
        var samples: [Exposition.Sample] = []
        for (end, count) in zip(RequestFigures.buckets + [.infinity], times.counts) {
            below += count
            let label = end.isInfinite ? "+Inf" : "\(end)"
            samples.append(.init(Double(below), [("route", route), ("le", label)], suffix: "_bucket"))
        }
        samples.append(.init(times.sum, [("route", route)], suffix: "_sum"))
        samples.append(.init(Double(below), [("route", route)], suffix: "_count"))
        return samples
    }

    private func build(_ page: inout Exposition) {
        page.add(
            "casecourier_build_info", .gauge, "1; what was built.", [.init(1.0, [("version", site.settings.version)])])
    }
}
