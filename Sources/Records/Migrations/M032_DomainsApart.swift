import SQL

extension Migration {
    /// Domains with ß or a final sigma compared equal to those with ss or another sigma, which belong to others. Rows whose domain
    /// was typed in small letters, as domains are, are kept by it as it is from now on.
    static let domainsApart = Migration(
        32, "domains apart",
        [
            """
            UPDATE person_addresses SET canonical = RTRIM(canonical, REPLACE(canonical, '@', ''))
                || SUBSTR(spelling, LENGTH(RTRIM(spelling, REPLACE(spelling, '@', ''))) + 1)
            WHERE SUBSTR(spelling, LENGTH(RTRIM(spelling, REPLACE(spelling, '@', ''))) + 1)
                    <> SUBSTR(canonical, LENGTH(RTRIM(canonical, REPLACE(canonical, '@', ''))) + 1)
                AND REPLACE(REPLACE(
                        SUBSTR(spelling, LENGTH(RTRIM(spelling, REPLACE(spelling, '@', ''))) + 1), 'ß', 'ss'), 'ς', 'σ')
                    = SUBSTR(canonical, LENGTH(RTRIM(canonical, REPLACE(canonical, '@', ''))) + 1)
            """,
            """
            UPDATE portal_accesses SET address = RTRIM(address, REPLACE(address, '@', ''))
                || SUBSTR(spelling, LENGTH(RTRIM(spelling, REPLACE(spelling, '@', ''))) + 1)
            WHERE SUBSTR(spelling, LENGTH(RTRIM(spelling, REPLACE(spelling, '@', ''))) + 1)
                    <> SUBSTR(address, LENGTH(RTRIM(address, REPLACE(address, '@', ''))) + 1)
                AND REPLACE(REPLACE(
                        SUBSTR(spelling, LENGTH(RTRIM(spelling, REPLACE(spelling, '@', ''))) + 1), 'ß', 'ss'), 'ς', 'σ')
                    = SUBSTR(address, LENGTH(RTRIM(address, REPLACE(address, '@', ''))) + 1)
            """,
            """
            UPDATE staff_accounts SET address = (
                SELECT canonical FROM person_addresses
                WHERE person_addresses.person_id = staff_accounts.person_id AND position = 0
            )
            WHERE EXISTS (
                SELECT 1 FROM person_addresses
                WHERE person_addresses.person_id = staff_accounts.person_id AND position = 0
                    AND canonical <> staff_accounts.address
                    AND REPLACE(REPLACE(canonical, 'ß', 'ss'), 'ς', 'σ') = staff_accounts.address
            )
            """,
        ])
}
