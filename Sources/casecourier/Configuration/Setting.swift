/// One configuration key: declared here and nowhere else. The reference in `docs/configuration.md` is made from this list.
struct Setting: Sendable {
    /// As `swift-configuration` reads it; its environment variable is this in capitals with underscores.
    let key: String
    let standard: String?
    let meaning: String
    let isSecret: Bool

    init(_ key: String, standard: String? = nil, isSecret: Bool = false, _ meaning: String) {
        self.key = "casecourier." + key
        self.standard = standard
        self.meaning = meaning
        self.isSecret = isSecret
    }

    /// One that object stores' own tools read too, under the same name.
    init(aws key: String, isSecret: Bool = false, _ meaning: String) {
        self.key = "aws." + key
        standard = nil
        self.meaning = meaning
        self.isSecret = isSecret
    }

    /// `casecourier.data.folder` is `CASECOURIER_DATA_FOLDER`.
    var variable: String { key.uppercased().replacing(".", with: "_") }
}

extension Setting {
    static let environment = Setting(
        "environment", standard: "development",
        "`development` or `production`. Production refuses development keys, a public URL without https and missing contact details."
    )
    static let dataFolder = Setting(
        "data.folder", standard: "data", "Where the database, the sealed files and the control socket live.")
    static let keysFolder = Setting(
        "keys.folder", standard: "keys", "Where the key ring lives. Back it up apart from the data.")
    static let httpAddress = Setting(
        "http.address", standard: "127.0.0.1:8080", "The address and port to listen on, as `host:port`.")
    static let publicURL = Setting(
        "public.url",
        "The address that recipients and staff reach the service under; every link begins with it. In development it follows from the listening address."
    )
    static let databaseURL = Setting(
        "database.url", isSecret: true,
        "Unset: SQLite in the data folder, for one process. `postgres://user:password@host/database` (or `postgresql://`): PostgreSQL 15 or later, for any number of processes on any number of machines, which share the sealed files and the key ring; add `?sslmode=verify-full` where the way to the server is not your own."
    )
    static let databaseConnections = Setting(
        "database.connections", standard: "10",
        "How many connections to PostgreSQL a process opens at most, 2 to 200, beside one for news of other processes.")
    static let blobsURL = Setting(
        "blobs.url",
        "`s3://bucket/prefix`: sealed files go into a bucket of a store with the S3 interface, under a prefix that no other installation uses. Unset: into the data folder."
    )
    static let awsAccessKey = Setting(aws: "access.key.id", "With files in a bucket: what the store knows us by.")
    static let awsSecret = Setting(
        aws: "secret.access.key", isSecret: true, "With files in a bucket: what requests are signed with.")
    static let awsSessionToken = Setting(
        aws: "session.token", isSecret: true, "With files in a bucket: of credentials that were lent for a while.")
    static let awsRegion = Setting(
        aws: "region", "With files in a bucket: its region. With an endpoint of our own it may be unset (`us-east-1`).")
    static let awsDefaultRegion = Setting(aws: "default.region", "Read where `AWS_REGION` is unset.")
    static let awsS3Endpoint = Setting(
        aws: "endpoint.url.s3",
        "With files in a bucket: `https://host[:port]` of the store; the bucket is then part of the path. Unset: Amazon's addresses."
    )
    static let awsEndpoint = Setting(aws: "endpoint.url", "Read where `AWS_ENDPOINT_URL_S3` is unset.")
    static let smtpURL = Setting(
        "smtp.url", isSecret: true,
        "`smtp://[user:password@]host:port[?tls=none|opportunistic|required]` or `smtps://…`. Unset in development: mails are kept in the data folder and shown at `/dev/mail`."
    )
    static let mailFrom = Setting(
        "mail.from", standard: "updates@casecourier.example",
        "The address that mails come from, and that reports return to.")
    static let mailName = Setting(
        "mail.name", standard: "Secure Updates",
        "The sender's name in mails. It should reveal neither the firm nor the matter.")
    static let organisationName = Setting(
        "organisation.name", standard: "CaseCourier", "The organisation's full name, shown on pages.")
    static let organisationContact = Setting(
        "organisation.contact",
        "How recipients reach a human: one line with a telephone number or an address. Nothing can be sent without it.")
    static let longestLinkLifetimeDays = Setting(
        "longest.link.lifetime.days", standard: "30", "The organisation's maximum for the life of links, 1 to 90 days.")
    static let largestUploadMebibytes = Setting(
        "largest.upload.mebibytes", standard: "2048", "The largest file that can be attached, in MiB.")
    static let attachedMebibytes = Setting(
        "attached.mebibytes", standard: "10",
        "How much the files attached to one mail may take of it, 1 to 50 MiB, as they travel: in base64, a third more than their own size. Two mails with files are in memory at once, each about three times over."
    )
    static let renewals = Setting(
        "renewals", standard: "automatic",
        "`automatic`: an expired link is renewed at once, to its original address only. `approval`: staff decide first."
    )
    static let notificationMails = Setting(
        "notification.mails", standard: "yes",
        "`yes`: each person chooses what they are mailed about. `no`: everybody is told in the application alone, but for what cannot be switched off."
    )
    static let identityVerification = Setting(
        "identity.verification", standard: "optional",
        "`optional`: whoever sends decides whether links open only after a mailed code. `asked`: so they do, unless the sender says otherwise. A case and an access group can ask for it too."
    )
    static let undoSeconds = Setting(
        "undo.seconds", standard: "30",
        "How long a send can be taken back before its mails leave, 0 to 300 seconds; with 0 they leave at once.")
    static let secondFactor = Setting(
        "second.factor", standard: "optional",
        "`optional`: each member of staff decides whether to sign in with an authenticator app as well. `required`: whoever has none sets one up at the next sign-in."
    )
    static let oidcIssuer = Setting(
        "oidc.issuer",
        "The address of a sign-in service of your own that speaks OpenID Connect, exactly as it names itself (`issuer`). Unset: staff sign in with passwords alone. Register `/sign-in/provider` under the public URL there as the address to come back to."
    )
    static let oidcClientID = Setting("oidc.client.id", "By what the sign-in service knows us.")
    static let oidcClientSecret = Setting(
        "oidc.client.secret", isSecret: true,
        "What we show the sign-in service besides. Unset: a public client, whose proof of the code (PKCE) is all.")
    static let oidcName = Setting(
        "oidc.name", standard: "your organisation", "The sign-in service in words, as its button shows it.")
    static let oidcPasswords = Setting(
        "oidc.passwords", standard: "yes",
        "`yes`: passwords sign in besides. `no`: the sign-in service alone does. Set it to `yes` when the service is away for long."
    )
    static let oidcSecondFactor = Setting(
        "oidc.second.factor", standard: "ours",
        "`ours`: an authenticator app is asked for after the sign-in service as after a password. `provider`: signing in there counts for it."
    )
    static let oidcRequiredClaim = Setting(
        "oidc.required.claim",
        "`name=value`: a claim that the sign-in service's token must have, or hold among others, such as `groups=casecourier`."
    )
    static let caseRetentionMonths = Setting(
        "case.retention.months",
        "How many months cases are kept after they were closed, 1 to 1200, unless a case says otherwise. Unset: until somebody decides. Nothing is erased by itself yet."
    )
    static let recordClients = Setting(
        "record.clients", standard: "full",
        "How much of a visitor's IP address and browser the tracker keeps: `full`, `truncated` or `off`.")
    static let trustedProxies = Setting(
        "trusted.proxies", standard: "127.0.0.1,::1",
        "Proxies whose `X-Forwarded-For` is believed, separated by commas.")

    static let mostConnections = Setting(
        "most.connections", standard: "10240",
        "How many connections may be open; when all are taken, one that waits idly gives way. Lowered to what the system lets the process open."
    )
    static let connectionsPerAddress = Setting(
        "connections.per.address", standard: "100",
        "How many of them may come from one address, or one /64 network. Trusted proxies are not counted.")
    static let landingsPerMinute = Setting(
        "landings.per.minute", standard: "60",
        "How many links one address may open in a minute. Lifted in development.")
    static let linkLandingsPerMinute = Setting(
        "link.landings.per.minute", standard: "20",
        "How often one link may be opened in a minute. Lifted in development.")
    static let formsPerMinute = Setting(
        "forms.per.minute", standard: "60",
        "How many forms one address may send to recipients' pages in a minute, codes included. Lifted in development.")
    static let signInsPerMinute = Setting(
        "sign.ins.per.minute", standard: "30",
        "How many sign-ins one address may try in a minute, beside the limits on wrong passwords. Lifted in development."
    )
    static let uploadsPerMinute = Setting(
        "uploads.per.minute", standard: "120",
        "How many files one member of staff may begin to upload in a minute, by pages and programs together. Lifted in development."
    )

    static let uploadsPerDayGibibytes = Setting(
        "uploads.per.day.gibibytes", standard: "50", "How much one member of staff may upload in 24 hours, in GiB.")
    static let draftsGibibytes = Setting(
        "drafts.gibibytes", standard: "100",
        "How much one member of staff's files may take in drafts that nobody has validated, in GiB.")
    static let believeClock = Setting(
        "believe.clock", standard: "no",
        "`yes`: start by the clock of this machine although the records are of a later time. For one start, after a clock that was wrong has been put right."
    )
    static let logFormat = Setting(
        "log.format",
        "`json`, one record a line, or `text`. Unset: `json` in production, `text` in development.")
    static let metricsToken = Setting(
        "metrics.token", isSecret: true,
        "What a monitoring system sends as `Authorization: Bearer …` to read `/metrics` and the details of `/readyz`; at least 20 characters. Unset: both answer requests from this machine alone."
    )
    static let diskReserveMebibytes = Setting(
        "disk.reserve.mebibytes", standard: "256",
        "`/readyz` and `doctor` complain when the disk of the data folder has less free than this, in MiB.")
    static let shutdownSeconds = Setting(
        "shutdown.seconds", standard: "30",
        "How long running downloads and uploads may go on after SIGTERM before they are cut, 0 to 3600 seconds.")
    static let shutdownNoticeSeconds = Setting(
        "shutdown.notice.seconds", standard: "0",
        "How long requests are still taken after SIGTERM while `/readyz` answers 503 already, 0 to 300 seconds: time for a load balancer to notice."
    )

    static let all: [Setting] = [
        environment, dataFolder, keysFolder, httpAddress, publicURL, databaseURL, databaseConnections, blobsURL,
        smtpURL, mailFrom, mailName, organisationName, organisationContact, longestLinkLifetimeDays,
        largestUploadMebibytes, attachedMebibytes, renewals, notificationMails, identityVerification, undoSeconds,
        secondFactor,
        oidcIssuer, oidcClientID, oidcClientSecret, oidcName, oidcPasswords, oidcSecondFactor, oidcRequiredClaim,
        caseRetentionMonths,
        recordClients, trustedProxies,
        mostConnections,
        connectionsPerAddress,
        landingsPerMinute, linkLandingsPerMinute, formsPerMinute, signInsPerMinute, uploadsPerMinute,
        uploadsPerDayGibibytes, draftsGibibytes, believeClock, awsAccessKey, awsSecret, awsSessionToken, awsRegion,
        awsDefaultRegion, awsS3Endpoint, awsEndpoint,
        logFormat, metricsToken, diskReserveMebibytes, shutdownSeconds, shutdownNoticeSeconds,
    ]

    /// Names the file with further settings; read from the environment only.
    static let fileVariable = "CASECOURIER_CONFIGURATION"
}
