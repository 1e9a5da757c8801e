/// A link with everything it stands on: what each action about a link looks at first.
package struct LinkedFile: Sendable {
    package var link: FileLink
    package var delivery: Delivery
    package var send: Send
    package let caseFile: ID<CaseFile>
    /// None for the one link of an update without attachments.
    package let attachment: Attachment?

    package init(link: FileLink, delivery: Delivery, send: Send, caseFile: ID<CaseFile>, attachment: Attachment?) {
        self.link = link
        self.delivery = delivery
        self.send = send
        self.caseFile = caseFile
        self.attachment = attachment
    }
}
