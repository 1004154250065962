/**
 * The state of a line in Redis is a hash of three times, in microseconds of the clock of Redis: until when the places
 * of the line are taken (`free`), until when a cool-down lasts (`held`), and the latest time ever seen (`seen`). If the
 * clock was set back, the other two are moved back with it; otherwise all callers would wait until the clock has caught
 * up.
 *
 * `save` writes on every run, so that a server that cannot be written to fails every run. The key outlives its last
 * place by a second.
 */
const LINE = `
local time = redis.call('time')
local now = time[1] * 1000000 + time[2]
local line = redis.call('hmget', KEYS[1], 'free', 'held', 'seen')
local back = math.max(0, tonumber(line[3] or 0) - now)
local free, held = tonumber(line[1] or 0) - back, tonumber(line[2] or 0) - back
local function text(number) return string.format('%.0f', number) end
local function save()
  redis.call('hset', KEYS[1], 'free', text(free), 'held', text(held), 'seen', text(now))
  redis.call('pexpire', KEYS[1], text(math.ceil((math.max(free, held, now) - now) / 1000) + 1000))
end`;

/**
 * Takes a place of ARGV[1] microseconds. Returns when its turn is, and how long that is from now. A command that
 * arrives after its deadline, the last argument, takes nothing and returns two zeros: its caller has given up.
 * For 0 microseconds it takes nothing, and returns until when the line is held and how long that is from now.
 */
export const TAKE = `${LINE}
local points, deadline = tonumber(ARGV[1]), tonumber(ARGV[#ARGV])
if points == 0 then
  save()
  return {held, held - now}
end
if now > deadline then return {0, 0} end
local turn = math.max(free, held, now)
free = turn + points
save()
return {turn, turn - now}`;

/**
 * Holds the line until the time ARGV[1], but no longer than ARGV[2] microseconds from now. A command that comes late
 * therefore holds only for the rest of the cool-down. A shorter cool-down does not cut a longer one.
 */
export const HOLD = `${LINE}
held = math.max(held, math.min(tonumber(ARGV[1]), now + tonumber(ARGV[2])))
save()
return {held, held - now}`;
