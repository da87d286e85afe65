# +++
# id      = "host.listener"
# req     = ["HO-03"]
# title   = { zh-CN = "监听端口", en = "Listening ports" }
# why     = { zh-CN = "多出来的端口是没有登记的服务，少了的端口是业务停了；两样都要马上知道。", en = "A port too many is a service nobody registered, one too few is a business that stopped: both are told at once." }
# advice  = { zh-CN = "用 ss -lntup（AIX：lsof 或 netstat -Aan）查是哪个程序；不该有的停掉，该有的启动，确认后用 opsctl baseline accept 重新接受。", en = "Find the program with ss -lntup (AIX: lsof or netstat -Aan); stop what should not be, start what should, then opsctl baseline accept." }
# cadence = "weekly"
# on      = { os = ["linux", "aix", "hp-ux"] }
# parser  = "listener"
# subject = ["proto", "address", "port"]
# empty   = "unknown"
# baseline = true
# watch   = ["process"]
# gone_says = { zh-CN = "要求的服务没有在监听：{{ proto }} {{ address }}:{{ port }}{% if process %}（基线中是 {{ process }}）{% endif %}", en = "A required service does not listen: {{ proto }} {{ address }}:{{ port }}{% if process %} ({{ process }} in the baseline){% endif %}" }
# gone_level = "critical"
# column.proto   = { type = "text",    title = { zh-CN = "协议", en = "Protocol" } }
# column.address = { type = "text",    title = { zh-CN = "地址", en = "Address" } }
# column.port    = { type = "integer", title = { zh-CN = "端口", en = "Port" } }
# column.local   = { type = "bool",    title = { zh-CN = "仅本机", en = "Local only" } }
# column.process = { type = "text",    title = { zh-CN = "进程", en = "Process" } }
# column.user    = { type = "text",    title = { zh-CN = "用户", en = "User" } }
# [[rule]]
# level = "critical"
# when  = "has_baseline && !known && !changed && !local"
# says  = { zh-CN = "端口 {{ proto }} {{ address }}:{{ port }}{% if process %}（{{ process }}）{% endif %}在监听，不在已确认的基线里", en = "{{ proto }} {{ address }}:{{ port }}{% if process %} ({{ process }}){% endif %} listens and is not in the accepted baseline" }
# [[rule]]
# level = "warning"
# when  = "has_baseline && !known && !changed && local"
# says  = { zh-CN = "端口 {{ proto }} {{ address }}:{{ port }}{% if process %}（{{ process }}）{% endif %}只对本机监听，不在已确认的基线里", en = "{{ proto }} {{ address }}:{{ port }}{% if process %} ({{ process }}){% endif %} listens for this host only and is not in the accepted baseline" }
# [[rule]]
# level = "warning"
# when  = "changed && process != null && was.process != null && process != 'systemd' && was.process != 'systemd'"
# says  = { zh-CN = "端口 {{ proto }} {{ address }}:{{ port }} 现在由 {{ process }} 监听，基线是 {{ was.process }}", en = "{{ proto }} {{ address }}:{{ port }} is now served by {{ process }}, in the baseline by {{ was.process }}" }
# [[example]]
# name   = "as accepted; as another user the process is hidden"
# rows   = [["tcp", "*", 22, false, "", ""]]
# baseline = [["tcp", "*", 22, false, "sshd", "root"]]
# expect = "ok"
# [[example]]
# name   = "no baseline yet"
# rows   = [["tcp", "*", 22, false, "sshd", "root"]]
# expect = "ok"
# [[example]]
# name   = "one too many"
# rows   = [["tcp", "*", 22, false, "sshd", "root"], ["tcp", "*", 4444, false, "nc", "oracle"]]
# baseline = [["tcp", "*", 22, false, "sshd", "root"]]
# expect = "critical"
# subject = "tcp · * · 4444"
# [[example]]
# name   = "one too many, for this host only"
# rows   = [["tcp", "localhost", 8005, true, "java", "tomcat"]]
# baseline = [["tcp", "localhost", 8005, true, "java", "tomcat"], ["tcp", "*", 22, false, "sshd", "root"]]
# expect = "critical"
# says   = "没有在监听"
# [[example]]
# name   = "a local one is new"
# rows   = [["tcp", "localhost", 8005, true, "java", "tomcat"], ["tcp", "*", 22, false, "sshd", "root"]]
# baseline = [["tcp", "*", 22, false, "sshd", "root"]]
# expect = "warning"
# says   = "只对本机"
# [[example]]
# name   = "local became public: another row, and the old one is gone"
# rows   = [["tcp", "*", 3306, false, "mysqld", "mysql"]]
# baseline = [["tcp", "localhost", 3306, true, "mysqld", "mysql"]]
# expect = "critical"
# [[example]]
# name   = "another program"
# rows   = [["tcp", "*", 1521, false, "python3", "oracle"]]
# baseline = [["tcp", "*", 1521, false, "tnslsnr", "oracle"]]
# expect = "warning"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part range
case $OS in
Linux) cat /proc/sys/net/ipv4/ip_local_port_range ;;
AIX) no -o udp_ephemeral_low ;;
HP-UX) ndd -get /dev/udp udp_smallest_anon_port ;;
esac 2>/dev/null
part users
awk -F: 'NF == 7 { print $3 ":" $1 }' /etc/passwd
part sockets
if have ss; then ss -lntupe; elif [ "$OS" = Linux ]; then netstat -lntupe; else netstat -an; fi
