-- Requests for wrk, one after the other from a file of lines "path<TAB>cookie"; the summary as JSON on the last line.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  requests, position = {}, 0
  local file, count, at = args[1], tonumber(args[2]), 0
  for line in io.lines(file) do
    if at % count == number then
      local path, cookie = line:match("^([^\t]*)\t?(.*)$")
      local headers = { ["User-Agent"] = args[3] }
      if cookie ~= "" then headers["Cookie"] = cookie end
      requests[#requests + 1] = wrk.format("GET", path, headers)
    end
    at = at + 1
  end
end

function request()
  position = position % #requests + 1
  return requests[position]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "longest": %d, '
      .. '"refused": %d, "broken": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
