# +++
# id      = "host.security"
# req     = ["HO-12"]
# title   = { zh-CN = "安全基线", en = "Security settings" }
# why     = { zh-CN = "合同要求每月检查操作系统安全配置；口令规则、内核参数、文件权限偏离要求时，一个小漏洞就能变成失陷。", en = "The contract has the security settings of systems looked at each month; where password rules, kernel settings or modes are loose, a small hole becomes a big one." }
# advice  = { zh-CN = "按要求值修改：口令规则在 login.defs 和 pwquality.conf，内核参数在 sysctl.conf，权限用 chmod；业务需要的例外写进记录。", en = "Set it as wanted: password rules in login.defs and pwquality.conf, kernel settings in sysctl.conf, modes by chmod. What a business needs otherwise goes into the records." }
# cadence = "monthly"
# on      = { os = ["linux"] }
# parser  = "security"
# subject = ["setting"]
# empty   = "unknown"
# timeout_s = 60
# column.setting = { type = "text", title = { zh-CN = "设置", en = "Setting" } }
# column.value   = { type = "text", title = { zh-CN = "当前值", en = "Value" } }
# column.wanted  = { type = "text", title = { zh-CN = "要求", en = "Wanted" } }
# column.ok      = { type = "bool", title = { zh-CN = "符合", en = "Fits" } }
# column.serious = { type = "bool", title = { zh-CN = "重要", en = "Serious" } }
# [[rule]]
# level = "critical"
# when  = "!ok && serious"
# says  = { zh-CN = "{% if setting == 'world-writable' %}系统目录里有任何人可写的文件 {{ value }} 个{% else %}{{ setting }} 的权限是 {{ value }}，要求 {{ wanted }} 且属主为 root{% endif %}", en = "{% if setting == 'world-writable' %}Files in system folders that anybody may write to: {{ value }}{% else %}{{ setting }} has mode {{ value }}, wanted {{ wanted }} and owned by root{% endif %}" }
# [[rule]]
# level = "warning"
# when  = "!ok && !serious"
# says  = { zh-CN = "安全设置 {{ setting }} {% if value == '–' %}没有设置{% elif value == 'system version' %}会显示系统版本{% else %}现在是 {{ value }}{% endif %}，要求 {% if wanted == 'present' %}有这个文件{% elif wanted == 'set' %}已设置{% elif wanted == 'own text' or wanted == 'text' %}自定警示文字{% elif wanted == 'active' %}启用{% else %}{{ wanted }}{% endif %}", en = "Security setting {{ setting }} is {% if value == '–' %}not set{% else %}{{ value }}{% endif %}, wanted: {{ wanted }}" }
# [[example]]
# name   = "as wanted"
# rows   = [["PASS_MAX_DAYS", "90", "1 – 90", true, false], ["/etc/shadow", "0000", "<= 0640", true, true]]
# expect = "ok"
# [[example]]
# name   = "passwords for ever"
# rows   = [["PASS_MAX_DAYS", "99999", "1 – 90", false, false]]
# expect = "warning"
# says   = "现在是 99999，要求 1 – 90"
# [[example]]
# name   = "not there"
# rows   = [["/etc/cron.allow", "–", "present", false, false]]
# expect = "warning"
# says   = "没有设置，要求 有这个文件"
# [[example]]
# name   = "everybody may write to the accounts"
# rows   = [["/etc/passwd", "0666", "<= 0644", false, true]]
# expect = "critical"
# [[example]]
# name   = "everybody may write to a program"
# rows   = [["world-writable", "1: /usr/bin/x", "0", false, true]]
# expect = "critical"
# says   = "任何人可写"
# [[example]]
# name   = "not seen"
# rows   = [["firewall", "", "active", false, false]]
# null   = [[0, "ok"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
if [ -r /etc/login.defs ]; then
  part defs
  grep -E '^[ 	]*(PASS_MAX_DAYS|PASS_MIN_LEN|UMASK)' /etc/login.defs
fi
part quality
cat /etc/security/pwquality.conf /etc/security/pwquality.conf.d/*.conf 2>/dev/null | grep -v '^ *#'
part pam
cat /etc/pam.d/system-auth /etc/pam.d/password-auth /etc/pam.d/common-password 2>/dev/null | grep -v '^ *#' | grep -E 'pam_pwquality|pam_cracklib|pam_unix'
part sysctl
for k in net.ipv4.ip_forward net.ipv4.conf.all.accept_source_route net.ipv4.conf.all.accept_redirects net.ipv4.conf.all.rp_filter net.ipv4.tcp_syncookies kernel.randomize_va_space fs.suid_dumpable; do
  f=/proc/sys/`echo $k | tr . /`
  if [ -r $f ]; then echo "$k = `cat $f`"; fi
done
part limits
cat /etc/security/limits.conf /etc/security/limits.d/*.conf 2>/dev/null | grep -v '^ *#' | grep core
part mac
if have getenforce; then echo "selinux `getenforce`"; fi
if have getstatus; then echo "kysec `getstatus 2>/dev/null | grep -i status | head -n 1`"; fi
if [ -r /sys/module/apparmor/parameters/enabled ]; then echo "apparmor `cat /sys/module/apparmor/parameters/enabled`"; fi
if [ -d /run/systemd/system ]; then
  part firewall
  for s in firewalld nftables iptables ufw; do
    if [ "`systemctl is-active $s 2>/dev/null`" = active ]; then echo $s; fi
  done
  part ctrl-alt-del
  systemctl is-enabled ctrl-alt-del.target 2>/dev/null
else
  if [ -r /proc/net/ip_tables_names ]; then
    part firewall
    cat /proc/net/ip_tables_names
  fi
  part ctrl-alt-del
  cat /etc/inittab /etc/init/control-alt-delete.conf /etc/init/control-alt-delete.override 2>/dev/null | grep -v '^ *#' | grep -E ':ctrlaltdel:|exec .*shutdown'
fi
part processes
ps -e -o comm=
part profile
cat /etc/profile /etc/bashrc /etc/bash.bashrc /etc/profile.d/*.sh 2>/dev/null | grep -v '^ *#' | grep -E 'umask|HISTTIMEFORMAT|TMOUT'
part issue
cat /etc/issue 2>/dev/null | head -n 20
part modes
for f in /etc/passwd /etc/group /etc/shadow /etc/gshadow; do
  if [ -f $f ]; then ls -ldn $f; fi
done
part writable
find /etc /usr/bin /usr/sbin /bin /sbin -xdev ! -type l -perm -0002 ! -perm -1000 -print 2>/dev/null | head -n 200
part allow
for f in /etc/cron.allow /etc/at.allow; do
  if [ -e $f ]; then echo "$f 1"; else echo "$f 0"; fi
done
