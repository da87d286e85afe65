# +++
# id      = "host.insecure-service"
# req     = ["HO-03"]
# title   = { zh-CN = "不安全的服务", en = "Insecure services" }
# why     = { zh-CN = "telnet、rsh、ftp 等以明文传口令，finger、chargen 等没有用处只会被利用；合同要求停掉不需要的服务。", en = "telnet, rsh and ftp send passwords in the clear; finger and chargen serve attackers only. The contract wants what is not needed stopped." }
# advice  = { zh-CN = "确认没有业务在用后停掉：inetd.conf 中注释该行再 refresh -s inetd（HP-UX 为 inetd -c），xinetd 设 disable = yes，systemd 用 systemctl disable --now；改用 ssh、sftp。", en = "When no business needs it, stop it: comment the line in inetd.conf and refresh -s inetd (inetd -c on HP-UX), disable = yes for xinetd, systemctl disable --now; use ssh and sftp." }
# cadence = "weekly"
# on      = { os = ["linux", "aix", "hp-ux"] }
# parser  = "insecure"
# subject = ["service"]
# empty   = "ok"
# column.service = { type = "text", title = { zh-CN = "服务", en = "Service" } }
# column.places  = { type = "text", title = { zh-CN = "在何处", en = "Where" } }
# column.process = { type = "text", title = { zh-CN = "进程", en = "Process" } }
# column.open    = { type = "bool", title = { zh-CN = "可从外部访问", en = "Reachable" } }
# column.active  = { type = "bool", title = { zh-CN = "已启用", en = "Active" } }
# [[rule]]
# level = "critical"
# when  = "active && open && service in ['telnet', 'rsh', 'rlogin', 'rexec', 'tftp']"
# says  = { zh-CN = "不安全的服务 {{ service }} 开着：{{ places }}{% if process %}（进程 {{ process }}）{% endif %}", en = "The insecure service {{ service }} is open: {{ places }}{% if process %} (process {{ process }}){% endif %}" }
# [[rule]]
# level = "warning"
# when  = "active && open && !(service in ['telnet', 'rsh', 'rlogin', 'rexec', 'tftp', 'rsh?'])"
# says  = { zh-CN = "不建议的服务 {{ service }} 开着：{{ places }}{% if process %}（进程 {{ process }}）{% endif %}", en = "The service {{ service }} should not be open: {{ places }}{% if process %} (process {{ process }}){% endif %}" }
# [[rule]]
# level = "warning"
# when  = "active && open && service == 'rsh?'"
# says  = { zh-CN = "{{ places }} 在监听，看不到进程：可能是 rsh，也可能是 syslog 收日志，请用 root 确认", en = "{{ places }} listens and its process is hidden: rsh, or a syslog that takes logs. Look as root" }
# [[rule]]
# level = "note"
# when  = "!active || !open"
# says  = { zh-CN = "服务 {{ service }} 已配置但外部访问不到（{{ places }}）", en = "Service {{ service }} is configured, but nobody can reach it ({{ places }})" }
# [[example]]
# name   = "none"
# rows   = []
# expect = "ok"
# [[example]]
# name   = "telnet"
# rows   = [["telnet", "*:23/tcp, /etc/inetd.conf", "inetd", true, true]]
# expect = "critical"
# [[example]]
# name   = "ftp"
# rows   = [["ftp", "*:21/tcp", "", true, true]]
# expect = "warning"
# [[example]]
# name   = "514 without a face"
# rows   = [["rsh?", "*:514/tcp", "", true, true]]
# expect = "warning"
# says   = "syslog"
# [[example]]
# name   = "vnc for this host only"
# rows   = [["vnc", "localhost:5901/tcp", "Xvnc", false, true]]
# expect = "note"
# +++
part sockets
if have ss; then ss -lntupe; elif [ "$OS" = Linux ]; then netstat -lntupe; else netstat -an; fi
part processes
ps -e -o comm= | grep inetd
if [ -r /etc/inetd.conf ]; then
  part inetd
  cat /etc/inetd.conf
fi
if [ -d /etc/xinetd.d ]; then
  part xinetd
  for f in /etc/xinetd.d/*; do
    if [ -r "$f" ]; then cat "$f"; fi
  done
fi
