import SQL

extension Migration {
    /// A browser names itself in some hundred bytes with each event; they are kept once.
    static let userAgents = Migration(
        11, "user agents",
        [
            """
            CREATE TABLE user_agents (
                id BIGINT PRIMARY KEY,
                text TEXT NOT NULL UNIQUE
            )
            """,
            """
            INSERT INTO user_agents (id, text)
            SELECT ROW_NUMBER() OVER (ORDER BY user_agent), user_agent
            FROM (SELECT DISTINCT user_agent FROM delivery_events WHERE user_agent IS NOT NULL) AS told
            """,
            "ALTER TABLE delivery_events ADD COLUMN user_agent_id BIGINT REFERENCES user_agents (id)",
            """
            UPDATE delivery_events SET user_agent_id = (SELECT id FROM user_agents WHERE text = user_agent)
            WHERE user_agent IS NOT NULL
            """,
            "ALTER TABLE delivery_events DROP COLUMN user_agent",
        ])
}
