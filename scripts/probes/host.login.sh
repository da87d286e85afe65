# +++
# id      = "host.login"
# req     = ["HO-02"]
# title   = { zh-CN = "远程登录记录", en = "Remote logins" }
# why     = { zh-CN = "谁从哪里登录过、哪里在反复试口令，过几天日志轮转后就查不到了。", en = "Who logged in from where, and who keeps trying passwords, is lost in a few days when the logs rotate." }
# advice  = { zh-CN = "与运维日志核对登录人；反复失败的来源用防火墙或 hosts.deny 挡住，查明是误用还是攻击，必要时更换口令。", en = "Compare with the work log; block a source that keeps failing by firewall or hosts.deny, find out whether it is a mistake or an attack, change passwords if need be." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "login"
# window  = true
# subject = ["user", "source"]
# empty   = "ok"
# limits  = { failures = 20 }
# timeout_s = 60
# column.kind     = { type = "text",    title = { zh-CN = "类别", en = "Kind" } }
# column.user     = { type = "text",    title = { zh-CN = "账户", en = "Account" } }
# column.source   = { type = "text",    title = { zh-CN = "来源", en = "From" } }
# column.logins   = { type = "integer", unit = "count", title = { zh-CN = "成功次数", en = "Logins" } }
# column.failures = { type = "integer", unit = "count", title = { zh-CN = "该来源失败次数", en = "Failures of the source" } }
# column.users    = { type = "text",    title = { zh-CN = "试过的账户", en = "Names tried" } }
# column.first_at = { type = "time",    title = { zh-CN = "最早", en = "First" } }
# column.last_at  = { type = "time",    title = { zh-CN = "最近", en = "Last" } }
# [[rule]]
# level = "critical"
# topic = "failures"
# when  = "kind == 'login' && failures >= limits.failures"
# says  = { zh-CN = "来源 {{ source }} 登录失败 {{ failures }} 次（上限 {{ limits.failures }}），又以 {{ user }} 登录成功 {{ logins }} 次，口令可能已被试出", en = "{{ source }} failed {{ failures }} times (limit {{ limits.failures }}) and got in as {{ user }} {{ logins }} times: the password may have been guessed" }
# advice = { zh-CN = "立即找该账户的使用人核实；不是本人的，断开会话、锁定账户、更换口令并按安全事件上报。", en = "Ask the owner of the account at once; if it was not them, end the session, lock the account, change the password and report it." }
# [[rule]]
# level = "warning"
# topic = "failures"
# when  = "kind == 'failed' && failures >= limits.failures"
# says  = { zh-CN = "来源 {{ source }} 登录失败 {{ failures }} 次，达到 {{ limits.failures }} 次（{{ first_at }} 至 {{ last_at }}）；试过：{{ users }}", en = "{{ source }} failed to log in {{ failures }} times, the limit is {{ limits.failures }} ({{ first_at }} to {{ last_at }}); tried: {{ users }}" }
# [[rule]]
# level = "warning"
# topic = "root"
# when  = "kind == 'login' && user == 'root'"
# says  = { zh-CN = "root 从 {{ source }} 直接远程登录 {{ logins }} 次（{{ first_at }} 至 {{ last_at }}）", en = "root logged in from {{ source }} {{ logins }} times ({{ first_at }} to {{ last_at }})" }
# [[example]]
# name   = "a working day"
# rows   = [["login", "oracle", "10.1.1.8", 3, 1, "", "2025-11-21T09:00:00", "2025-11-21T17:00:00"], ["failed", "", "10.1.1.8", 0, 1, "oracle 1", "2025-11-21T09:00:00", "2025-11-21T09:00:00"]]
# expect = "ok"
# [[example]]
# name   = "root from elsewhere"
# rows   = [["login", "root", "10.1.1.8", 3, 0, "", "2025-11-21T09:00:00", "2025-11-21T17:00:00"]]
# expect = "warning"
# says   = "10.1.1.8"
# [[example]]
# name   = "somebody tries"
# rows   = [["failed", "", "10.1.1.9", 0, 20, "root 12, admin 8", "2025-11-21T09:00:00", "2025-11-21T09:10:00"]]
# expect = "warning"
# says   = "20 次"
# [[example]]
# name   = "somebody got in"
# rows   = [["login", "oracle", "10.1.1.9", 1, 40, "", "2025-11-21T09:00:00", "2025-11-21T09:10:00"]]
# expect = "critical"
# says   = "试出"
# [[example]]
# name   = "nobody"
# rows   = []
# expect = "ok"
# +++
part clock
date '+%Y-%m-%d %H:%M:%S'
log=
fresh=
for f in /var/log/secure /var/log/auth.log; do
  if [ -z "$log" ] && [ -s $f ]; then log=$f; fi
done
if [ -n "$log" ]; then fresh=`find $log -mtime -2`; fi
journal=
for f in /var/log/journal/*/system.journal /run/log/journal/*/system.journal; do
  if [ -f "$f" ] && have journalctl; then journal=$f; fi
done
wanted='Accepted |Failed |authentication failure'
if [ -n "$log" ] && { [ -n "$fresh" ] || [ -z "$journal" ]; }; then
  if [ -r $log ]; then
    part log
    from=`date -d "@$SINCE" '+%m%d' 2>/dev/null`
    day=`date -d "@$SINCE" '+%Y-%m-%d' 2>/dev/null`
    now=`date '+%m%d'`
    for f in `ls -tr $log $log-* $log.[0-9] $log.[0-9].gz 2>/dev/null | tail -n 9`; do
      case $f in
      *.gz) gzip -dc "$f" ;;
      *.xz) xz -dc "$f" ;;
      *.bz2) bzip2 -dc "$f" ;;
      *) cat "$f" ;;
      esac
    done | grep -E "$wanted" | awk -v from="${from:-0101}" -v now="${from:+$now}" -v day="$day" '
      BEGIN { n = split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", m, " "); for (i = 1; i <= n; i++) month[m[i]] = i; from += 0; now = now == "" ? 1231 : now + 0 }
      $1 in month {
        d = month[$1] * 100 + $2
        if (from <= now ? d >= from && d <= now : d >= from || d <= now) print
        next
      }
      $1 ~ /^[0-9][0-9][0-9][0-9]-/ && substr($1, 1, 10) < day { next }
      { print }' | tail -n 50000
  else
    denied $log
  fi
elif [ -n "$journal" ]; then
  if [ -r "$journal" ]; then
    part log
    journalctl -q --no-pager -o short-iso --since "@$SINCE" SYSLOG_FACILITY=4 SYSLOG_FACILITY=10 | grep -E "$wanted" | tail -n 50000
  else
    denied "$journal"
  fi
elif [ -f /var/log/btmp ] && [ ! -r /var/log/btmp ]; then
  denied /var/log/btmp
else
  part wtmp
  { last -w -F 2>/dev/null || last; } | head -n 5000
  part btmp
  { lastb -w -F 2>/dev/null || lastb; } | head -n 50000
fi
