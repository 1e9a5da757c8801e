/// The words and files of the demonstration. All of it is made up.
enum DemoUpdates {
    struct Update: Sendable {
        let title: String
        let body: String
        let files: [File]
    }

    struct File: Sendable {
        let name: String
        let type: String
        let content: String
    }

    static let interview = Update(
        title: "Interview with the harbour master",
        body: """
            We spoke with the harbour master on Friday. In short:

            - the crates were **signed for** at 06:40,
            - nobody saw them leave through the gate,
            - the gate's log has a gap of *twenty minutes*.

            The transcript and the log are attached.
            """,
        files: [
            File(name: "Interview transcript.txt", type: "text/plain", content: transcript),
            File(name: "Gate log.csv", type: "text/csv", content: log),
        ])

    static let surveillance = Update(
        title: "Plan for the second week",
        body: "A draft: it can be changed until somebody validates it.",
        files: [])

    private static let transcript = """
        INTERVIEW, Friday, 09:10 to 09:55. Present: the harbour master, D. Field.

        Q. Who signed for the crates?
        A. The night foreman. It is his hand, I know it.
        Q. At what time?
        A. Twenty to seven. He wrote it down.
        Q. And when were they gone?
        A. When I came at seven there were none.

        """

    private static let log = """
        time,gate,direction,vehicle
        06:12,east,in,lorry
        06:31,east,out,van
        06:51,east,out,van
        06:58,west,in,bicycle

        """
}
