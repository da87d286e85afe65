# +++
# id      = "host.remote-login"
# req     = ["HO-02"]
# title   = { zh-CN = "远程登录设置", en = "Remote login" }
# why     = { zh-CN = "合同要求只有单独建立的用户可以远程登录；root 能直接远程登录，就查不出是谁操作的。", en = "The contract lets only named users log in from elsewhere; where root can, nobody knows who it was." }
# advice  = { zh-CN = "sshd_config 中设 PermitRootLogin no、PermitEmptyPasswords no，用 AllowUsers 限定用户，sshd -t 检查后重载；先确认另有账户能登录再改。", en = "Set PermitRootLogin no, PermitEmptyPasswords no and AllowUsers in sshd_config, test with sshd -t, reload. Make sure first that another account can log in." }
# cadence = "weekly"
# on      = { os = ["linux", "aix", "hp-ux"] }
# parser  = "sshd"
# subject = ["setting", "scope"]
# empty   = "unknown"
# baseline = true
# watch   = ["value"]
# gone_says = { zh-CN = "基线中的设置 {{ setting }}　{{ scope }}（{{ value }}）已经没有了", en = "Setting {{ setting }} {{ scope }} ({{ value }}) of the baseline is gone" }
# column.setting = { type = "text", title = { zh-CN = "设置", en = "Setting" } }
# column.scope   = { type = "text", title = { zh-CN = "范围", en = "Scope" } }
# column.value   = { type = "text", title = { zh-CN = "值", en = "Value" } }
# column.keys    = { type = "text", title = { zh-CN = "root 的授权公钥", en = "Keys of root" } }
# column.key_count = { type = "integer", unit = "count", title = { zh-CN = "公钥数", en = "Keys" } }
# [[rule]]
# level = "critical"
# when  = "setting == 'PermitRootLogin' && value.startsWith('yes')"
# says  = { zh-CN = "root 可以直接用口令远程登录（PermitRootLogin yes{% if scope %}，{{ scope }}{% endif %}）", en = "root may log in remotely with a password (PermitRootLogin yes{% if scope %}, {{ scope }}{% endif %})" }
# [[rule]]
# level = "warning"
# when  = "setting == 'PermitRootLogin' && value in ['prohibit-password', 'without-password']"
# says  = { zh-CN = "root 可以用密钥远程登录（PermitRootLogin {{ value }}{% if scope %}，{{ scope }}{% endif %}）；{% if key_count is number %}授权公钥 {{ key_count }} 个{% if keys %}：{{ keys }}{% endif %}{% else %}授权公钥要 root 权限才能查看{% endif %}", en = "root may log in remotely by key (PermitRootLogin {{ value }}{% if scope %}, {{ scope }}{% endif %}); {% if key_count is number %}{{ key_count }} keys{% if keys %}: {{ keys }}{% endif %}{% else %}only root may see the keys{% endif %}" }
# [[rule]]
# level = "note"
# when  = "setting == 'PermitRootLogin' && value == 'forced-commands-only'"
# says  = { zh-CN = "root 可以远程执行指定命令（PermitRootLogin {{ value }}）", en = "root may run given commands remotely (PermitRootLogin {{ value }})" }
# [[rule]]
# level = "critical"
# when  = "setting == 'PermitEmptyPasswords' && value.startsWith('yes')"
# says  = { zh-CN = "sshd 允许空口令登录（PermitEmptyPasswords yes{% if scope %}，{{ scope }}{% endif %}）", en = "sshd lets accounts without a password in (PermitEmptyPasswords yes{% if scope %}, {{ scope }}{% endif %})" }
# [[rule]]
# level = "critical"
# when  = "setting == 'Protocol' && value.contains('1')"
# says  = { zh-CN = "sshd 还接受不安全的 SSH 第 1 版协议（Protocol {{ value }}）", en = "sshd still speaks the insecure version 1 of SSH (Protocol {{ value }})" }
# [[rule]]
# level = "note"
# when  = "setting == 'AllowUsers/AllowGroups' && value == '-'"
# says  = { zh-CN = "没有用 AllowUsers 或 AllowGroups 限定谁可以远程登录：有口令的账户都可以", en = "Neither AllowUsers nor AllowGroups says who may log in remotely: every account with a password may" }
# [[rule]]
# level = "critical"
# when  = "setting == 'rlogin (root)' && value.startsWith('true')"
# says  = { zh-CN = "AIX 的 root 可以直接远程登录（rlogin=true）", en = "root of this AIX may log in remotely (rlogin=true)" }
# advice = { zh-CN = "确认另有账户可登录后执行 chuser rlogin=false root，root 改为登录后 su。", en = "Make sure another account can log in, then chuser rlogin=false root; become root with su." }
# [[rule]]
# level = "critical"
# when  = "setting == '/etc/securetty' && value.startsWith('absent')"
# says  = { zh-CN = "没有 /etc/securetty：HP-UX 的 root 可以直接远程登录", en = "There is no /etc/securetty: root of this HP-UX may log in remotely" }
# advice = { zh-CN = "建立 /etc/securetty，内容只写 console，权限 640。", en = "Make /etc/securetty with the one word console in it, mode 640." }
# [[rule]]
# level = "warning"
# topic = "key"
# when  = "setting == 'root key' && has_baseline && !known"
# says  = { zh-CN = "root 多了一个可以远程登录的公钥：{{ value }}，不在已确认的基线里", en = "root has another key to log in with: {{ value }}; it is not in the accepted baseline" }
# advice = { zh-CN = "问清是谁加的；不认识的立即从 root 的 authorized_keys 中删除，并查登录记录。", en = "Ask who added it; delete an unknown one from root's authorized_keys at once, and look at the logins." }
# [[example]]
# name   = "closed"
# rows   = [["PermitRootLogin", "", "no", "", 0], ["PermitEmptyPasswords", "", "no", "", 0], ["Protocol", "", "2", "", 0], ["AllowUsers/AllowGroups", "", "AllowUsers ops", "", 0], ["rlogin (root)", "", "false", "", 0], ["/etc/securetty", "", "console", "", 0]]
# expect = "ok"
# [[example]]
# name   = "root with a password"
# rows   = [["PermitRootLogin", "", "yes", "", 0]]
# expect = "critical"
# [[example]]
# name   = "root from one network"
# rows   = [["PermitRootLogin", "", "no", "", 0], ["PermitRootLogin", "Match Address 10.1.*", "yes", "", 0]]
# expect = "critical"
# subject = "PermitRootLogin · Match Address 10.1.*"
# [[example]]
# name   = "root by key"
# rows   = [["PermitRootLogin", "", "without-password", "ssh-rsa admin@pc1", 1]]
# expect = "warning"
# says   = "1 个：ssh-rsa admin@pc1"
# [[example]]
# name   = "root by key, no key there"
# rows   = [["PermitRootLogin", "", "prohibit-password", "", 0]]
# expect = "warning"
# says   = "授权公钥 0 个"
# [[example]]
# name   = "root by key, seen by another user"
# rows   = [["PermitRootLogin", "", "prohibit-password", "", 0]]
# null   = [[0, "key_count"]]
# expect = "warning"
# says   = "要 root 权限"
# [[example]]
# name   = "given commands only"
# rows   = [["PermitRootLogin", "", "forced-commands-only", "", 0]]
# expect = "note"
# [[example]]
# name   = "empty passwords"
# rows   = [["PermitEmptyPasswords", "", "yes", "", 0]]
# expect = "critical"
# [[example]]
# name   = "version 1"
# rows   = [["Protocol", "", "2,1", "", 0]]
# expect = "critical"
# [[example]]
# name   = "everybody may"
# rows   = [["AllowUsers/AllowGroups", "", "-", "", 0]]
# expect = "note"
# [[example]]
# name   = "root of AIX"
# rows   = [["rlogin (root)", "", "true", "", 0]]
# expect = "critical"
# [[example]]
# name   = "root of HP-UX"
# rows   = [["/etc/securetty", "", "absent", "", 0]]
# expect = "critical"
# [[example]]
# name   = "a new key"
# rows   = [["root key", "ssh-rsa x@y", "ssh-rsa x@y", "", 0]]
# baseline = [["root key", "ssh-rsa admin@pc1", "ssh-rsa admin@pc1", "", 0]]
# expect = "warning"
# [[example]]
# name   = "not set in a file that another user may read"
# rows   = [["PermitRootLogin", "", "", "", 0]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
sshd=
for p in /usr/sbin/sshd /usr/local/sbin/sshd /opt/ssh/sbin/sshd /opt/freeware/sbin/sshd; do
  if [ -z "$sshd" ] && [ -x $p ]; then sshd=$p; fi
done
conf=
for p in /etc/ssh/sshd_config /opt/ssh/etc/sshd_config /usr/local/etc/sshd_config /etc/sshd_config; do
  if [ -z "$conf" ] && [ -f $p ]; then conf=$p; fi
done
root=n
[ "`id -u`" = 0 ] && root=y
if [ "$OS" = Linux ] && [ -z "$sshd$conf" ]; then none sshd; fi
if [ -n "$conf" ] && [ ! -r $conf ]; then denied $conf; fi
if [ -n "$sshd" ] && [ $root = y ]; then
  part effective
  $sshd -T || $sshd -T -C user=root,host=localhost,addr=127.0.0.1
fi
part version
ssh -V 2>&1
if [ -n "$conf" ] && [ -r $conf ]; then
  part config
  echo $conf
  cat $conf
  for i in `awk 'tolower($1) == "include" { for (n = 2; n <= NF; n++) { gsub(/"/, "", $n); print $n } }' $conf`; do
    case $i in
    /*) : ;;
    *) i=${conf%/*}/$i ;;
    esac
    for f in $i; do
      if [ -r "$f" ]; then
        part config
        echo "$f"
        cat "$f"
      elif [ -f "$f" ]; then
        part closed
        echo "$f"
      fi
    done
  done
fi
if [ $root = y ]; then
  part keys
  h=`awk -F: '$1 == "root" { print $6 }' /etc/passwd`
  for f in ${h%/}/.ssh/authorized_keys ${h%/}/.ssh/authorized_keys2; do
    if [ -f $f ]; then
      awk '/^[ \t]*#/ || NF == 0 { next } {
        c = ""
        if ($0 ~ /command=/) c = "command= "
        if ($1 !~ /^(ssh-|ecdsa-|sk-)/) gsub(/"[^"]*"/, "")
        k = 0
        for (n = 1; n <= NF && !k; n++) if ($n ~ /^(ssh-|ecdsa-|sk-)/) k = n
        if (!k) { print "?"; next }
        if (k == 1) c = ""
        t = ""
        for (n = k + 2; n <= NF; n++) t = t " " $n
        print c $k t
      }' $f
    fi
  done
fi
case $OS in
AIX)
  part rlogin
  lsuser -a rlogin root
  ;;
HP-UX)
  part securetty
  if [ ! -f /etc/securetty ]; then echo absent; elif [ -r /etc/securetty ]; then echo present; cat /etc/securetty; fi
  ;;
esac
