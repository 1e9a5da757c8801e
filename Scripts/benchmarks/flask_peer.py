"""The peer that most would write: a signed, expiring link checked by itsdangerous, the file sent by Flask."""

import os

import flask
import itsdangerous

app = flask.Flask(__name__)
signer = itsdangerous.URLSafeTimedSerializer(os.environ["PEER_SECRET"], salt="link")


@app.get("/f/<token>")
def download(token):
    try:
        name = signer.loads(token, max_age=86_400)
    except itsdangerous.BadSignature:
        flask.abort(404)
    return flask.send_from_directory(os.environ["PEER_FILES"], name, as_attachment=True)
