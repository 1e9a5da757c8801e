"""schemathesis against a running server: requests made from its own description, good ones and hostile ones."""

import http.client
import json
import subprocess
import sys

# Not positive_data_acceptance: what the rules say of ids, names and files cannot be said in a schema.
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
    "allow_header_conformance",
)


class Campaign:
    """Real ids stand in the paths, so that requests reach what they are about."""

    def __init__(self, service, program):
        self.service = service
        self.program = program

    @staticmethod
    def document(service):
        """The published description."""
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
        try:
            connection.request("GET", "/api/openapi.json", headers={"Host": service.host})
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def run(self, examples, seed=1, phases="examples,coverage,fuzzing"):
        """Gives the completed process; code 0 is that nothing was found."""
        ids = self.program.sent_case(f"SCHEMA-{seed}", f"schema{seed}@local.test")
        group = {"name": f"Group {seed}", "audience": ["manager"], "requiresValidation": True, "partOfDocuments": True}
        ids["group"] = self.program.make("/access-groups", group)["id"]
        preset = {"name": f"Preset {seed}", "accessGroupId": ids["group"], "title": "On {{Case.reference}}", "body": "B"}
        ids["preset"] = self.program.make("/presets", preset)["id"]
        members = {"name": f"Recipients {seed}", "roles": ["client contact"]}
        ids["distributionGroup"] = self.program.make("/distribution-groups", members)["id"]
        lines = ["[parameters]"] + [f'"path.{name}" = "{value}"' for name, value in ids.items()]
        # 413 refuses too.
        statuses = ["400", "401", "403", "404", "405", "408", "409", "413", "414", "415", "422"]
        lines += ["[checks.negative_data_rejection]", f"expected-statuses = {json.dumps(statuses)}"]
        settings = self.service.folder / "schemathesis.toml"
        settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "schemathesis.cli",
                "--config-file",
                str(settings),
                "run",
                f"{self.service.origin}/api/openapi.json",
                "--header",
                f"Authorization: Bearer {self.program.token}",
                "--checks",
                ",".join(CHECKS),
                "--max-examples",
                str(examples),
                "--phases",
                phases,
                "--seed",
                str(seed),
                "--no-shrink",
                "--continue-on-failure",
                "--generation-database",
                "none",
            ],
            capture_output=True,
            text=True,
            cwd=self.service.folder,
        )
