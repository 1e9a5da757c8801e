"""What monitoring reads, through Prometheus' own parser."""

import http.client
import json

from prometheus_client.parser import text_string_to_metric_families


class Monitor:
    """Asks one server on this machine, as a monitoring agent beside it does."""

    def __init__(self, service, host=None, **headers):
        self.service = service
        self.headers = {"Host": host or f"127.0.0.1:{service.port}"} | headers

    def get(self, path):
        """Status, content type and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=10)
        try:
            connection.request("GET", path, headers=self.headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type"), answer.read().decode()
        finally:
            connection.close()

    def ready(self):
        status, _, text = self.get("/readyz")
        return status, {check["name"]: check["good"] for check in json.loads(text)["checks"]}

    def figures(self):
        """Every family by its name; fails where the text is not what the format says."""
        status, kind, text = self.get("/metrics")
        assert status == 200 and kind.startswith("text/plain; version=0.0.4"), (status, kind)
        families = list(text_string_to_metric_families(text))
        names = [family.name for family in families]
        assert len(names) == len(set(names)), names
        return {family.name: family for family in families}

    def value(self, name, **labels):
        """The value of one sample; 0 where nothing was counted yet."""
        for family in self.figures().values():
            for sample in family.samples:
                if sample.name == name and labels.items() <= sample.labels.items():
                    return sample.value
        return 0
