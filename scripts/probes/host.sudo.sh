# +++
# id      = "host.sudo"
# req     = ["HO-02"]
# title   = { zh-CN = "提权授权（sudo 与管理组）", en = "Who may become root (sudo, admin groups)" }
# why     = { zh-CN = "合同要求 root 权限只给少数人：谁能用 sudo、谁在管理组里，每周要核对一遍。", en = "The contract wants few people to be root: who may use sudo and who is in an admin group is looked at each week." }
# advice  = { zh-CN = "问清授权的原因；不需要的从 sudoers（visudo）或组里去掉，免口令的改为需要口令，确认后重新接受基线。", en = "Ask why it was granted; take it out of sudoers (visudo) or the group, make it ask for a password, then accept the baseline again." }
# cadence = "weekly"
# on      = { os = ["linux", "aix", "hp-ux"] }
# parser  = "sudo"
# subject = ["who", "what"]
# empty   = "ok"
# baseline = true
# watch   = ["kind"]
# gone_says = { zh-CN = "基线中的授权已取消：{{ who }}　{{ what }}", en = "A grant of the baseline is gone: {{ who }} {{ what }}" }
# column.who  = { type = "text", title = { zh-CN = "谁", en = "Who" } }
# column.what = { type = "text", title = { zh-CN = "授权", en = "Grant" } }
# column.kind = { type = "text", title = { zh-CN = "类别", en = "Kind" } }
# column.file = { type = "text", title = { zh-CN = "来源", en = "File" } }
# column.no_password_all = { type = "bool", title = { zh-CN = "免口令全部命令", en = "All without password" } }
# [[rule]]
# level = "warning"
# topic = "password"
# when  = "no_password_all && !known"
# says  = { zh-CN = "{{ who }} 不输口令就能以 root 执行任何命令（{{ file }}：{{ what }}）", en = "{{ who }} may run everything as root without a password ({{ file }}: {{ what }})" }
# [[rule]]
# level = "note"
# topic = "password"
# when  = "no_password_all && known"
# says  = { zh-CN = "{{ who }} 不输口令就能以 root 执行任何命令，基线已确认（{{ file }}）", en = "{{ who }} may run everything as root without a password; accepted in the baseline ({{ file }})" }
# [[rule]]
# level = "warning"
# topic = "baseline"
# when  = "has_baseline && !known"
# says  = { zh-CN = "新增提权授权：{{ who }}　{{ what }}（{{ file }}），不在已确认的基线里", en = "A new grant: {{ who }} {{ what }} ({{ file }}); it is not in the accepted baseline" }
# [[example]]
# name   = "as it comes"
# rows   = [["root", "ALL=(ALL) ALL", "rule", "/etc/sudoers", false], ["carol", "group wheel", "member", "/etc/group", false]]
# expect = "ok"
# [[example]]
# name   = "everything without a password"
# rows   = [["ops", "ALL=(ALL) NOPASSWD: ALL", "rule", "/etc/sudoers.d/ops", true]]
# expect = "warning"
# says   = "不输口令"
# [[example]]
# name   = "somebody accepted that"
# rows   = [["ops", "ALL=(ALL) NOPASSWD: ALL", "rule", "/etc/sudoers.d/ops", true]]
# baseline = [["ops", "ALL=(ALL) NOPASSWD: ALL", "rule", "/etc/sudoers", true]]
# expect = "note"
# [[example]]
# name   = "new in the group"
# rows   = [["dave", "group wheel", "member", "/etc/group", false]]
# baseline = [["carol", "group wheel", "member", "/etc/group", false]]
# expect = "warning"
# says   = "新增提权授权"
# [[example]]
# name   = "nobody"
# rows   = []
# expect = "ok"
# +++
for s in /etc/sudoers /usr/local/etc/sudoers /opt/freeware/etc/sudoers /opt/sudo/etc/sudoers; do
  [ -f $s ] || continue
  if [ ! -r $s ]; then
    denied $s
    continue
  fi
  part sudoers
  echo $s
  cat $s
  for i in `awk '$1 == "#include" || $1 == "@include" { gsub(/"/, "", $2); print $2 } $1 == "#includedir" || $1 == "@includedir" { gsub(/"/, "", $2); print $2 "/" }' $s`; do
    case $i in
    /*) : ;;
    *) i=${s%/*}/$i ;;
    esac
    # Of a folder, names with a dot or a tilde at the end do not count.
    case $i in
    */) n=$i* ;;
    *) n=$i ;;
    esac
    for f in $n; do
      case $n:${f##*/} in
      *"/*":*.*|*"/*":*~) continue ;;
      esac
      [ -f "$f" ] || continue
      part sudoers
      echo "$f"
      cat "$f"
    done
  done
done
part group
if have getent; then getent group; else cat /etc/group; fi
part primary
if have getent; then getent passwd; else cat /etc/passwd; fi | awk -F: 'NF == 7 { print $1 ":" $4 }'
