internal import NIOPosix
internal import NIOSSL

enum Stub {}
