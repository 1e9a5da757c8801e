import Testing

@testable import Cryptography

@Suite("Passwords")
struct PasswordTests {
    private let cheap = PasswordHash.Cost(logarithm: 4, blockSize: 8, lanes: 1)

    @Test("AU-02: a password is stored under scrypt with N = 2^17, r = 8, p = 1 and a salt of its own")
    func cost() async throws {
        let hasher = PasswordHasher(world: SystemWorld())
        let hash = try await hasher.hash("correct horse battery staple")
        #expect(hash.text.wholeMatch(of: /\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+\/]{22}\$[A-Za-z0-9+\/]{43}/) != nil)
        #expect(!hasher.isOutdated(hash))
        let stored = try PasswordHash(reading: hash.text)
        #expect(try await hasher.check("correct horse battery staple", against: stored))
        #expect(try await !hasher.check("correct horse battery stapl", against: stored))
    }

    @Test("AU-02: two hashes of one password differ; one of another cost asks to be made anew")
    func salted() throws {
        let one = try PasswordHash.make(of: "p", cost: cheap, world: SystemWorld())
        let other = try PasswordHash.make(of: "p", cost: cheap, world: SystemWorld())
        #expect(one.text != other.text)
        #expect(try one.accepts("p") && other.accepts("p"))
        #expect(PasswordHasher(world: SystemWorld()).isOutdated(one))
        #expect(try !PasswordHash.nobody(cost: cheap).accepts(""))
    }

    @Test("AU-02: a stored text that we did not write is refused, costs beyond the machine among them")
    func malformed() throws {
        let good = try PasswordHash.make(of: "p", cost: cheap, world: SystemWorld()).text
        #expect(try PasswordHash(reading: good).text == good)
        let wrong = [
            "", "$", "p", good + "$", good.replacing("ln=4", with: "ln=60"), good.replacing("ln=4", with: "ln=04"),
            good.replacing("ln=4", with: "ln=-4"), good.replacing("r=8", with: "r=8,x=1"),
            good.replacing("scrypt", with: "argon2id"), good + "=", String(good.dropLast()),
            good.replacing("ln=4,r=8", with: "r=8,ln=4"),
        ]
        for text in wrong { #expect(throws: CryptographyFault.damaged) { try PasswordHash(reading: text) } }
    }

    @Test("RL-05: two passwords are checked at once, 64 wait, and the next is told to come again")
    func bounded() async throws {
        let hasher = PasswordHasher(
            world: SystemWorld(), cost: PasswordHash.Cost(logarithm: 15, blockSize: 8, lanes: 1))
        let busy = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do { try await hasher.checkAgainstNobody("x") } catch CryptographyFault.busy { return true } catch {
                    }
                    return false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        // Those that end while others still come make room, so the count is a bound and not a figure.
        #expect(busy > 0 && busy <= 200 - WorkPool.mostRunning - WorkPool.mostWaiting)
        try await hasher.checkAgainstNobody("x")
    }
}
