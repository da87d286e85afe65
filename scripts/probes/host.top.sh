# +++
# id      = "host.top"
# req     = ["HO-05", "DB-13"]
# title   = { zh-CN = "占用最多的进程", en = "Largest processes" }
# why     = { zh-CN = "CPU 和内存各列前十，是其他各项的佐证；只列程序名，不列参数（参数里可能有密码）。Linux 的 CPU 是巡检这两秒的，内存是实占的；AIX 和 HP-UX 的 CPU 由系统自己给出，内存是虚拟的。", en = "The first ten by CPU and by memory, as evidence for the other checks. Names only, for passwords may stand in arguments. On Linux the CPU is that of these two seconds and memory is resident; on AIX and HP-UX the CPU is what the system says and memory is virtual." }
# advice  = { zh-CN = "只作记录，不判断。", en = "Recorded, not judged." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "top"
# twice   = true
# subject = ["by", "place"]
# empty   = "unknown"
# column.by        = { type = "text",    title = { zh-CN = "按（cpu 处理器 memory 内存）", en = "By" } }
# column.place     = { type = "integer", title = { zh-CN = "名次", en = "Place" } }
# column.pid       = { type = "text",    title = { zh-CN = "进程号", en = "Process" } }
# column.user      = { type = "text",    title = { zh-CN = "用户", en = "User" } }
# column.command   = { type = "text",    title = { zh-CN = "程序", en = "Program" } }
# column.cpu_pct   = { type = "number",  unit = "percent", title = { zh-CN = "CPU（单个处理器）", en = "CPU (of one processor)" } }
# column.memory_mb = { type = "number",  unit = "mb", title = { zh-CN = "内存", en = "Memory" } }
# [[example]]
# name   = "recorded"
# rows   = [["cpu", 1, "20", "oracle", "oracle", 198.0, 2048.0], ["memory", 1, "20", "oracle", "oracle", 198.0, 2048.0]]
# expect = "ok"
# [[example]]
# name   = "gone before its user was asked"
# rows   = [["memory", 1, "20", "", "sh", 0.0, 2.0]]
# null   = [[0, "cpu_pct"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part uptime
cat /proc/uptime
part stat
for d in /proc/[0-9]*; do
  read -r l 2>/dev/null <"$d/stat" && echo "$l"
done 2>/dev/null | sed 's/^\([0-9]*\) (\(.*\)) /\1 \2	/; s/	/\
/' | awk '
  NR % 2 { pid = $1; name = $2; next }
  { print pid, $12 + $13, $22, name }'
if [ "$PASS" = 2 ]; then
  part units
  getconf CLK_TCK
  getconf PAGESIZE
  part users
  ps -e -o pid= -o user=
fi
