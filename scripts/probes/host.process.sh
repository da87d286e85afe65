# +++
# id      = "host.process"
# req     = ["HO-10", "DB-13"]
# title   = { zh-CN = "进程数", en = "Processes" }
# why     = { zh-CN = "进程号用完后谁也登录不了；僵尸进程成堆说明父进程有毛病；等待 I/O 叫不醒的进程（D 状态）成堆说明磁盘或 NFS 卡住了。", en = "Without free process numbers nobody can log in. Heaps of zombies mean that their parent is broken; heaps of processes in state D mean that a disk or NFS hangs." }
# advice  = { zh-CN = "僵尸：重启或修理列出的父进程（僵尸本身杀不掉）。D 状态：看 host.filesystem 无响应的挂载和 host.disk-io。接近上限：先找出谁在大量创建进程或线程。", en = "Zombies: restart or repair the named parents (zombies themselves cannot be killed). State D: see mounts without an answer in host.filesystem, and host.disk-io. Near the limit: find who makes so many processes or threads." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "process"
# subject = []
# empty   = "unknown"
# metric  = ["processes", "threads", "zombies", "stuck"]
# limits  = { zombies = 10, stuck = 10, warn = 80, crit = 90 }
# chart   = "processes"
# column.processes      = { type = "integer", unit = "count", title = { zh-CN = "进程数", en = "Processes" } }
# column.threads        = { type = "integer", unit = "count", title = { zh-CN = "线程数", en = "Threads" } }
# column.max            = { type = "integer", unit = "count", title = { zh-CN = "上限", en = "Limit" } }
# column.used_pct       = { type = "number",  unit = "percent", title = { zh-CN = "占上限", en = "Of the limit" } }
# column.zombies        = { type = "integer", unit = "count", title = { zh-CN = "僵尸", en = "Zombies" } }
# column.zombie_parents = { type = "text",    title = { zh-CN = "僵尸的父进程", en = "Their parents" } }
# column.stuck          = { type = "integer", unit = "count", title = { zh-CN = "D 状态", en = "In state D" } }
# column.stuck_names    = { type = "text",    title = { zh-CN = "D 状态的进程", en = "Which" } }
# [[rule]]
# level = "critical"
# topic = "limit"
# when  = "used_pct != null && used_pct >= limits.crit"
# says  = { zh-CN = "进程号已用 {{ used_pct }}%（上限 {{ max | num }}），达到 {{ limits.crit }}%，用完后无法登录也无法新建进程", en = "{{ used_pct }} % of the process numbers are taken (of {{ max | num }}), the limit is {{ limits.crit }} %: without any left nobody can log in" }
# [[rule]]
# level = "warning"
# topic = "limit"
# when  = "used_pct != null && used_pct >= limits.warn && used_pct < limits.crit"
# says  = { zh-CN = "进程号已用 {{ used_pct }}%（上限 {{ max | num }}），达到 {{ limits.warn }}%", en = "{{ used_pct }} % of the process numbers are taken (of {{ max | num }}), the limit is {{ limits.warn }} %" }
# [[rule]]
# level = "warning"
# topic = "zombies"
# when  = "zombies > limits.zombies"
# says  = { zh-CN = "有 {{ zombies }} 个僵尸进程，超过 {{ limits.zombies }} 个，父进程：{{ zombie_parents }}", en = "There are {{ zombies }} zombies, more than {{ limits.zombies }}; their parents: {{ zombie_parents }}" }
# [[rule]]
# level = "warning"
# topic = "stuck"
# when  = "stuck > limits.stuck"
# says  = { zh-CN = "有 {{ stuck }} 个进程在等 I/O 且叫不醒（D 状态），超过 {{ limits.stuck }} 个：{{ stuck_names }}", en = "{{ stuck }} processes wait for I/O and cannot be woken (state D), more than {{ limits.stuck }}: {{ stuck_names }}" }
# [[example]]
# name   = "as usual"
# rows   = [[210, 811, 32768, 2.5, 10, "java(10)×10", 1, "kworker/0:1(14)"]]
# expect = "ok"
# [[example]]
# name   = "eleven zombies"
# rows   = [[210, 811, 32768, 2.5, 11, "java(10)×11", 0, ""]]
# expect = "warning"
# says   = "java(10)×11"
# [[example]]
# name   = "a heap in state D"
# rows   = [[210, 811, 32768, 2.5, 0, "", 40, "df(14) ls(15)"]]
# expect = "warning"
# says   = "D 状态"
# [[example]]
# name   = "numbers run short"
# rows   = [[210, 27000, 32768, 82.4, 0, "", 0, ""]]
# expect = "warning"
# [[example]]
# name   = "numbers nearly gone"
# rows   = [[210, 32000, 32768, 97.7, 0, "", 0, ""]]
# expect = "critical"
# [[example]]
# name   = "no limit is told (AIX)"
# rows   = [[210, 0, 0, 0.0, 0, "", 0, ""]]
# null   = [[0, "threads"], [0, "max"], [0, "used_pct"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part ps
ps -el | awk '
  NR == 1 { if ($2 != "S") exit; next }
  {
    n++
    c = ($NF == "<defunct>" && NF > 13) ? $(NF - 1) : $NF
    name[$4] = c
    if ($2 == "Z" || $2 == "D") { k[$2]++; if (k[$2] <= 20) { s[++i] = $2; p[i] = $4; o[i] = $5 } }
  }
  END {
    for (j = 1; j <= i; j++) print s[j], p[j], o[j], name[p[j]], (o[j] in name) ? name[o[j]] : "-"
    print "total", n + 0, k["Z"] + 0, k["D"] + 0
  }'
part threads
cat /proc/loadavg
part limit
cat /proc/sys/kernel/pid_max
