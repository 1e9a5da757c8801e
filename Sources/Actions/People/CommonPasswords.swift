/// Passwords and words that guessers try first, 582 of them.
///
/// A short list made by hand, not a corpus of leaked passwords: with fifteen characters as the least, what matters is
/// that these are not simply strung together, and `PasswordGuess` looks for that.
enum CommonPasswords {
    /// Each once, the longest first, so that a word within a longer one does not hide it.
    static let longestFirst: [String] = "\(list)".split { $0 == " " || $0 == "\n" }.map(String.init).sorted {
        ($1.count, $0) < ($0.count, $1)
    }

    private static let list: StaticString = """
        123456 password 12345678 qwerty 123456789 12345 1234 111111 1234567 dragon 123123 baseball abc123 football
        monkey letmein 696969 shadow master 666666 qwertyuiop 123321 mustang 1234567890 michael 654321 superman
        1qaz2wsx 7777777 121212 000000 qazwsx 123qwe killer trustno1 jordan jennifer zxcvbnm asdfgh hunter buster
        soccer harley batman andrew tigger sunshine iloveyou 2000 charlie robert thomas hockey ranger daniel
        starwars klaster 112233 george computer michelle jessica pepper 1111 zxcvbn 555555 11111111 131313 freedom
        777777 pass maggie 159753 aaaaaa ginger princess joshua cheese amanda summer love ashley nicole chelsea
        biteme matthew access yankees 987654321 dallas austin thunder taylor matrix mobilemail monitor monitoring
        montana moon moscow welcome welcome1 password1 password12 password123 passw0rd p4ssword pa55word admin
        admin123 administrator root toor changeme secret secret123 letmein1 qwerty123 qwerty1 1q2w3e4r 1q2w3e
        1q2w3e4r5t 1qazxsw2 zaq12wsx q1w2e3r4 asdf1234 asdfghjkl login guest test test123 testing default user demo
        temp temporary hello hello123 hallo hola bonjour server internet network google facebook twitter linkedin
        instagram youtube whatsapp samsung iphone android apple windows microsoft office outlook lovely loveme
        lovers sweet sweetheart honey babygirl baby angel angels butterfly flower flowers rainbow purple orange
        yellow green blue silver golden diamond crystal chocolate cookie cookies banana apples cherry strawberry
        peaches coffee pizza spiderman pokemon naruto minecraft fortnite warcraft zelda mario nintendo playstation
        xbox liverpool arsenal manchester chelsea1 barcelona realmadrid juventus bayern cowboys steelers eagles
        lakers packers patriots raiders redsox tigers lions dolphin dolphins panther panthers jaguar leopard falcon
        phoenix eagle hawk wolf wolves bear bears tiger lion elephant horse horses kitten kitty puppy doggie snoopy
        garfield mickey minnie donald disney barbie hannah jasmine samantha elizabeth victoria alexander alexandra
        william christopher jonathan nicholas anthony benjamin brandon charles david edward francis gabriel henry
        isabella jackson james john joseph justin kevin laura maria martin melissa natalie oliver patrick paul peter
        rachel rebecca richard ryan sarah scott sophie stephanie stephen steven susan timothy tyler vanessa vincent
        january february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday spring autumn winter summer1 london paris berlin madrid newyork
        boston chicago houston phoenix1 denver seattle atlanta florida texas california america canada england
        ireland scotland germany france spain italy brazil mexico australia india jesus jesus1 christ church heaven
        blessed faith grace glory prayer angel1 god godisgood fuckyou fuckoff mother
        father sister brother family friend friends forever together always never goodbye nothing something
        everything whatever money dollar million business company manager director partner lawyer attorney client
        contract lawfirm office1 detective investigator investigation case cases courier casecourier evidence
        witness justice court legal agency secure security safe safety private privat confidential abcdef abcd1234
        abc12345 a1b2c3 a1b2c3d4 aa123456 qweasd qweasdzxc qwe123 asd123 zxc123 poiuyt lkjhgf mnbvcxz 987654 999999
        888888 222222 333333 444444 101010 102030 147258 147258369 159357 258456 456123 456789 741852 789456
        789456123 852456 951753 963852 12341234 11223344 12344321 123654 123654789 987987 31415926 314159 271828
        correcthorsebatterystaple correcthorse batterystaple thisismypassword mypassword yourpassword ourpassword
        newpassword oldpassword nopassword password1234 passwordpassword letmeinplease opensesame iloveyou1
        iloveyou2 iloveyouforever ihateyou trustme trustnoone imissyou whatsup whoami superuser supersecret
        topsecret mysecret administrator1 sysadmin webmaster monkey123 dragon123 master123 shadow123 sunshine1
        princess1 football1 baseball1 superman1 batman123 michael1 charlie1 pakistan indonesia philippines vietnam
        thailand malaysia singapore shanghai beijing tokyo passwort kennwort geheim schatz hallo123
        lassmichrein motdepasse azerty azertyuiop soleil doudou loulou contrasena tequiero teamo estrella mariposa
        senha senha123 brasil flamengo corinthians parola haslo polska starwars1 startrek enterprise klingon gandalf
        frodo hobbit hogwarts harrypotter voldemort dumbledore matrix1 terminator rocky rambo bond007 jamesbond
        casper merlin arthur lancelot camelot guitar drummer music metallica nirvana slipknot eminem beatles ramones
        greenday blink182 linkinpark hunter2 swordfish joshua1 hal9000 skynet zion neo trinity morpheus
        """
}
