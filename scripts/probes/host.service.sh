# +++
# id      = "host.service"
# req     = ["HO-03"]
# title   = { zh-CN = "系统服务", en = "Services" }
# why     = { zh-CN = "失败的服务没有人会来报；合同要求不需要的服务停掉，需要的服务在运行。随套接字、定时器、D-Bus 起停的辅助单元不列。", en = "Nobody reports a failed service; the contract wants what is not needed stopped and what is needed running. Helpers that sockets, timers and D-Bus start are not listed." }
# advice  = { zh-CN = "用 systemctl status 服务名（AIX：lssrc -s）和日志看原因，修好后启动；不需要的停用，确认后重新接受基线。", en = "See why with systemctl status NAME (AIX: lssrc -s) and its log, repair and start it; disable what is not needed, then accept the baseline again." }
# cadence = "weekly"
# on      = { os = ["linux"] }
# parser  = "service"
# subject = ["name"]
# empty   = "unknown"
# baseline = true
# watch   = ["state"]
# gone_says = { zh-CN = "基线中运行的服务 {{ name }} 现在没有运行", en = "Service {{ name }}, which runs in the baseline, does not run" }
# gone_level = "critical"
# timeout_s = 60
# column.name    = { type = "text", title = { zh-CN = "服务", en = "Service" } }
# column.state   = { type = "text", title = { zh-CN = "状态", en = "State" } }
# column.enabled = { type = "text", title = { zh-CN = "开机启动", en = "Enabled" } }
# column.detail  = { type = "text", title = { zh-CN = "详情", en = "Detail" } }
# [[rule]]
# level = "critical"
# topic = "state"
# when  = "changed && was.state == 'running' && state in ['failed', 'dead']"
# says  = { zh-CN = "服务 {{ name }} 应当在运行，现在是 {{ detail }}", en = "Service {{ name }} should run; it is {{ detail }}" }
# [[rule]]
# level = "warning"
# topic = "state"
# when  = "state == 'failed'"
# says  = { zh-CN = "服务 {{ name }} 失败：{{ detail }}", en = "Service {{ name }} failed: {{ detail }}" }
# [[rule]]
# level = "note"
# topic = "state"
# when  = "state == 'dead'"
# says  = { zh-CN = "服务 {{ name }} 设为开机启动，但没有运行：{{ detail }}", en = "Service {{ name }} is enabled, but does not run: {{ detail }}" }
# [[rule]]
# level = "warning"
# topic = "baseline"
# when  = "has_baseline && !known && !changed && state in ['running', 'enabled']"
# says  = { zh-CN = "服务 {{ name }} 在运行，不在已确认的基线里", en = "Service {{ name }} runs and is not in the accepted baseline" }
# [[example]]
# name   = "all run"
# rows   = [["sshd", "running", "enabled", "active (running)"]]
# baseline = [["sshd", "running", "enabled", "active (running)"]]
# expect = "ok"
# [[example]]
# name   = "one failed"
# rows   = [["mcelog", "failed", "enabled", "failed (failed)"]]
# expect = "warning"
# [[example]]
# name   = "one that ran failed"
# rows   = [["crond", "failed", "enabled", "failed (failed)"]]
# baseline = [["crond", "running", "enabled", "active (running)"]]
# expect = "critical"
# says   = "应当在运行"
# [[example]]
# name   = "one that ran was stopped"
# rows   = [["crond", "dead", "enabled", "inactive (dead)"]]
# baseline = [["crond", "running", "enabled", "active (running)"]]
# expect = "critical"
# [[example]]
# name   = "one that ran is gone"
# rows   = [["sshd", "running", "enabled", "active (running)"]]
# baseline = [["sshd", "running", "enabled", "active (running)"], ["crond", "running", "", "active"]]
# expect = "critical"
# says   = "没有运行"
# [[example]]
# name   = "one too many"
# rows   = [["sshd", "running", "enabled", "active (running)"], ["cups", "running", "enabled", "active (running)"]]
# baseline = [["sshd", "running", "enabled", "active (running)"]]
# expect = "warning"
# subject = "cups"
# [[example]]
# name   = "enabled and not started"
# rows   = [["ntpd", "dead", "enabled", "inactive (dead)"]]
# expect = "note"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
if [ -d /run/systemd/system ]; then
  part units
  systemctl list-units --type=service --all --plain --no-legend --no-pager --full
  part show
  systemctl show '*.service' -p Id -p Type -p UnitFileState -p TriggeredBy -p ConditionResult --no-pager
elif [ "`id -u`" != 0 ]; then
  denied '/etc/init.d/* status'
else
  level=`runlevel 2>/dev/null | awk '{ print $2 }'`
  case $level in
  [2-5]) : ;;
  *) level=3 ;;
  esac
  part scripts
  for f in /etc/init.d/*; do
    n=${f##*/}
    case $n in
    "functions"|"halt"|"killall"|"single"|"reboot"|"rc"|"rcS"|"skeleton"|"README"|"sendsigs"|umount*|mount*|checkroot*|hwclock*|*.dpkg-*|*.rpm*) continue ;;
    esac
    if [ -f "$f" ] && [ -x "$f" ] && grep 'status[|)]' "$f" >/dev/null 2>&1; then
      on=0
      for s in /etc/rc$level.d/S[0-9][0-9]$n; do
        if [ -e "$s" ]; then on=1; fi
      done
      "$f" status >/dev/null 2>&1
      echo "$n $on $?"
    fi
  done
fi
