# +++
# id      = "host.account"
# req     = ["HO-02"]
# title   = { zh-CN = "系统账户", en = "Accounts" }
# why     = { zh-CN = "第二个 UID 0、空口令和没有登记的账户就是后门；口令长期不换，泄露了也没人知道。", en = "A second uid 0, an empty password or an account nobody registered is a back door; an old password may be known to anybody." }
# advice  = { zh-CN = "先问清账户是谁在用；不用的用 passwd -l 锁定或删除，空口令和过期口令立即更换，确认后重新接受基线。", en = "Ask who uses the account; lock (passwd -l) or delete what nobody needs, change empty and old passwords at once, then accept the baseline again." }
# cadence = "weekly"
# on      = { os = ["linux"] }
# parser  = "account"
# subject = ["name"]
# empty   = "unknown"
# baseline = true
# watch   = ["uid", "gid", "shell", "home"]
# gone_says = { zh-CN = "基线中的账户 {{ name }}（UID {{ uid }}）已经没有了", en = "Account {{ name }} (uid {{ uid }}) of the baseline is gone" }
# limits  = { days = 90 }
# timeout_s = 30
# show    = ["name", "uid", "shell", "login", "password", "password_days", "last_login"]
# column.name      = { type = "text",    title = { zh-CN = "账户", en = "Account" } }
# column.uid       = { type = "integer", title = { zh-CN = "UID", en = "uid" } }
# column.gid       = { type = "text",    title = { zh-CN = "主组", en = "Group" } }
# column.home      = { type = "text",    title = { zh-CN = "主目录", en = "Home" } }
# column.shell     = { type = "text",    title = { zh-CN = "Shell", en = "Shell" } }
# column.login     = { type = "bool",    title = { zh-CN = "可登录", en = "Can log in" } }
# column.password  = { type = "text",    title = { zh-CN = "口令状态", en = "Password" } }
# column.no_password = { type = "bool",  title = { zh-CN = "空口令", en = "No password" } }
# column.password_days = { type = "integer", unit = "days", title = { zh-CN = "口令已用天数", en = "Password age" } }
# column.last_login = { type = "time",   title = { zh-CN = "上次登录", en = "Last login" } }
# [[rule]]
# level = "critical"
# topic = "root"
# when  = "uid == 0.0 && name != 'root'"
# says  = { zh-CN = "账户 {{ name }} 的 UID 也是 0，权限等同 root（Shell {{ shell }}）", en = "Account {{ name }} has uid 0 as well: it is a second root (shell {{ shell }})" }
# [[rule]]
# level = "critical"
# topic = "password"
# when  = "login && no_password"
# says  = { zh-CN = "账户 {{ name }} 没有口令就能登录（Shell {{ shell }}）", en = "Account {{ name }} can log in without a password (shell {{ shell }})" }
# [[rule]]
# level = "warning"
# topic = "password"
# when  = "login && password != null && password == 'set' && password_days != null && password_days > limits.days"
# says  = { zh-CN = "账户 {{ name }} 的口令已用 {{ password_days }} 天，超过 {{ limits.days }} 天", en = "The password of {{ name }} is {{ password_days }} days old, the limit is {{ limits.days }}" }
# [[rule]]
# level = "critical"
# topic = "baseline"
# when  = "has_baseline && !known && !changed"
# says  = { zh-CN = "账户 {{ name }}（UID {{ uid }}）是新增的，不在已确认的基线里", en = "Account {{ name }} (uid {{ uid }}) is new: it is not in the accepted baseline" }
# [[rule]]
# level = "warning"
# topic = "baseline"
# when  = "changed"
# says  = { zh-CN = "账户 {{ name }} 变了：现在 UID {{ uid }}、主组 {{ gid }}、Shell {{ shell }}、主目录 {{ home }}，基线是 {{ was.uid }}、{{ was.gid }}、{{ was.shell }}、{{ was.home }}", en = "Account {{ name }} changed: uid {{ uid }}, group {{ gid }}, shell {{ shell }}, home {{ home }}; the baseline has {{ was.uid }}, {{ was.gid }}, {{ was.shell }}, {{ was.home }}" }
# [[example]]
# name   = "as it should be"
# rows   = [["root", 0, "0", "/root", "/bin/bash", true, "set", false, 30, "2025-11-20T08:00:00"], ["bin", 1, "1", "/bin", "/sbin/nologin", false, "empty", true, 900, "2025-11-20T08:00:00"]]
# null   = [[1, "last_login"]]
# baseline = [["root", 0, "0", "/root", "/bin/bash", true, "set", false, 1, "2025-11-20T08:00:00"], ["bin", 1, "1", "/bin", "/sbin/nologin", false, "locked", false, 900, "2025-11-20T08:00:00"]]
# expect = "ok"
# [[example]]
# name   = "a second root"
# rows   = [["toor", 0, "0", "/root", "/bin/bash", true, "locked", false, 30, "2025-11-20T08:00:00"]]
# expect = "critical"
# says   = "UID 也是 0"
# [[example]]
# name   = "no password"
# rows   = [["guest", 500, "500", "/home/guest", "", true, "empty", true, 30, "2025-11-20T08:00:00"]]
# expect = "critical"
# says   = "没有口令"
# [[example]]
# name   = "an old password"
# rows   = [["oracle", 500, "500", "/home/oracle", "/bin/bash", true, "set", false, 91, "2025-11-20T08:00:00"]]
# expect = "warning"
# says   = "91 天"
# [[example]]
# name   = "new since the baseline"
# rows   = [["x", 501, "501", "/home/x", "/bin/bash", true, "set", false, 1, "2025-11-20T08:00:00"]]
# baseline = [["y", 502, "502", "/home/y", "/bin/bash", true, "set", false, 1, "2025-11-20T08:00:00"]]
# expect = "critical"
# says   = "新增"
# [[example]]
# name   = "got a shell since the baseline"
# rows   = [["ftp", 14, "50", "/var/ftp", "/bin/bash", true, "locked", false, 1, "2025-11-20T08:00:00"]]
# baseline = [["ftp", 14, "50", "/var/ftp", "/sbin/nologin", false, "locked", false, 1, "2025-11-20T08:00:00"]]
# expect = "warning"
# says   = "基线是"
# [[example]]
# name   = "gone since the baseline"
# rows   = [["root", 0, "0", "/root", "/bin/bash", true, "set", false, 1, "2025-11-20T08:00:00"]]
# baseline = [["root", 0, "0", "/root", "/bin/bash", true, "set", false, 1, "2025-11-20T08:00:00"], ["old", 502, "502", "/home/y", "/bin/bash", true, "set", false, 1, "2025-11-20T08:00:00"]]
# expect = "note"
# [[example]]
# name   = "without root the passwords are not known"
# rows   = [["oracle", 500, "500", "/home/oracle", "/bin/bash", true, "", false, 0, "2025-11-20T08:00:00"]]
# null   = [[0, "no_password"], [0, "password_days"], [0, "last_login"]]
# host   = { root = "false" }
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part clock
date '+%Y-%m-%d %H:%M:%S'
part passwd
if have getent; then getent passwd; else cat /etc/passwd; fi |
  awk -F: -v OFS=: 'NF == 7 { if ($2 == "") $2 = "empty"; else if ($2 ~ /^[!*]/) $2 = "locked"; else if ($2 != "x") $2 = "set" } { print }'
if [ -r /etc/shadow ]; then
  part shadow
  awk -F: 'NF > 2 { s = "set"; if ($2 == "") s = "empty"; else if ($2 ~ /^[!*]/) s = "locked"; print $1 ":" s ":" $3 }' /etc/shadow
fi
if have lastlog; then
  part lastlog
  lastlog
elif have lastlog2; then
  part lastlog
  lastlog2
fi
