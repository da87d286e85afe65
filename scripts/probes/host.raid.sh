# +++
# id      = "host.raid"
# req     = ["HO-06", "HO-09"]
# title   = { zh-CN = "阵列与硬盘健康", en = "RAID arrays and disks" }
# why     = { zh-CN = "阵列坏一块盘业务照跑，再坏一块数据就没了；合同要求硬件错误立即通知。", en = "An array survives one broken disk and not the next. The contract: hardware errors are told at once." }
# advice  = { zh-CN = "先确认数据有备份，再按槽位报修换盘；换后看重建进度，完成前不要重启。", en = "Make sure of the backup, then have the disk in that slot replaced; watch the rebuild and do not restart before it is through." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "raid"
# subject = ["kind", "name"]
# empty   = "unknown"
# metric  = ["progress"]
# timeout_s = 90
# show    = ["kind", "name", "state", "health", "detail", "progress"]
# column.kind_zh  = { type = "text", title = { zh-CN = "类别（中文）", en = "Kind (zh)" }, compute = "kind == 'md' ? '软阵列' : kind == 'virtual' ? '阵列' : kind == 'controller' ? 'RAID 卡' : '硬盘'" }
# column.kind     = { type = "text", title = { zh-CN = "类别", en = "Kind" } }
# column.name     = { type = "text", title = { zh-CN = "名称", en = "Name" } }
# column.state    = { type = "text", title = { zh-CN = "状态", en = "State" } }
# column.health   = { type = "text", title = { zh-CN = "判断", en = "Health" } }
# column.detail   = { type = "text", title = { zh-CN = "详情", en = "Detail" } }
# column.progress = { type = "number", unit = "percent", title = { zh-CN = "重建进度", en = "Rebuilt" } }
# [[rule]]
# level = "critical"
# when  = "health.contains('failed')"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 状态 {{ state }}，有故障，立即通知。{{ detail }}", en = "{{ kind }} {{ name }} is {{ state }}: a fault, tell the owner at once. {{ detail }}" }
# [[rule]]
# level = "critical"
# when  = "health == 'predicted'"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 状态 {{ state }}，预计会坏，立即通知并更换。{{ detail }}", en = "{{ kind }} {{ name }} is {{ state }} and will fail, tell the owner at once and replace it. {{ detail }}" }
# [[rule]]
# level = "warning"
# when  = "health == 'rebuilding' && progress == null"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 正在重建（{{ state }}）", en = "{{ kind }} {{ name }} is being rebuilt ({{ state }})" }
# [[rule]]
# level = "warning"
# when  = "health == 'rebuilding' && progress != null"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 正在重建，完成 {{ progress }}%（{{ state }}）", en = "{{ kind }} {{ name }} is being rebuilt, {{ progress }} % are done ({{ state }})" }
# [[rule]]
# level = "warning"
# when  = "health == 'attention'"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 状态 {{ state }}，需要查看。{{ detail }}", en = "{{ kind }} {{ name }} is {{ state }}, look at it. {{ detail }}" }
# [[example]]
# name   = "a degraded array"
# rows   = [["md", "md0", "[U_]", "failed", "raid1 sda1[0]", 0.0]]
# null   = [[0, "progress"]]
# expect = "critical"
# subject = "md · md0"
# [[example]]
# name   = "a disk that will fail"
# rows   = [["physical", "c0 e252/s1", "Onln", "predicted", "Predictive Failure Count = 3", 0.0]]
# null   = [[0, "progress"]]
# expect = "critical"
# says   = "预计会坏"
# [[example]]
# name   = "a rebuild"
# rows   = [["md", "md0", "[U_]", "rebuilding", "raid1 sda1[0] sdb1[2]", 12.6]]
# expect = "warning"
# says   = "12.6%"
# [[example]]
# name   = "a rebuild without figures, and an empty battery"
# rows   = [["virtual", "c0 0/0", "Rec", "rebuilding", "RAID5", 0.0], ["controller", "Slot 0 Cache", "Temporarily Disabled", "attention", "", 0.0]]
# null   = [[0, "progress"], [1, "progress"]]
# expect = "warning"
# [[example]]
# name   = "all are well"
# rows   = [["md", "md0", "[UU]", "ok", "raid1 sda1[0] sdb1[1]", 0.0], ["disk", "/dev/sda", "PASSED", "ok", "", 0.0]]
# null   = [[0, "progress"], [1, "progress"]]
# expect = "ok"
# [[example]]
# name   = "a state that is not known is not called well"
# rows   = [["physical", "c0 252:1", "Zzz", "", "", 0.0]]
# null   = [[0, "health"], [0, "progress"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
root=`id -u`
arrays=`grep -c '^md' /proc/mdstat 2>/dev/null`
cards=`cat /sys/class/scsi_host/host*/proc_name 2>/dev/null | grep -E '^(megaraid_sas|megaraid|hpsa|cciss|smartpqi|aacraid|3w-9xxx|3w-sas)$' | sort -u`
found=
if [ "${arrays:-0}" != 0 ]; then
  part mdstat
  cat /proc/mdstat
  found=1
fi
tools=
for t in storcli64 storcli perccli64 perccli /opt/MegaRAID/storcli/storcli64 /opt/MegaRAID/perccli/perccli64; do
  if have $t; then
    tools=1 found=1
    [ "$root" = 0 ] || break
    part storcli
    $t /call/vall show nolog
    $t /call/eall/sall show all nolog
    break
  fi
done
if [ -z "$tools" ]; then
  for t in MegaCli64 MegaCli megacli /opt/MegaRAID/MegaCli/MegaCli64; do
    if have $t; then
      tools=1 found=1
      [ "$root" = 0 ] || break
      part megacli
      $t -LDInfo -Lall -aALL -NoLog
      $t -PDList -aALL -NoLog
      break
    fi
  done
fi
for t in ssacli hpssacli hpacucli; do
  if have $t; then
    tools=1 found=1
    [ "$root" = 0 ] || break
    part ssacli
    $t ctrl all show status
    $t ctrl all show config
    break
  fi
done
if have smartctl; then
  for d in /sys/block/sd* /sys/block/hd* /sys/block/nvme*; do
    [ -e "$d/device" ] || continue
    case `cat $d/device/vendor 2>/dev/null` in
    VMware*|QEMU*|Msft*|VBOX*|0x1af4*) continue ;;
    esac
    d=/dev/`basename $d`
    found=1
    [ "$root" = 0 ] || continue
    part "smart $d"
    smartctl -H $d
  done
fi
if [ -n "$cards" ]; then
  found=1
  part cards
  echo "$cards"
  [ -n "$tools" ] && echo tools
fi
if [ -z "$found" ]; then
  none 'RAID, smartctl'
elif [ "$root" != 0 ]; then
  if [ "${arrays:-0}" = 0 ]; then
    denied 'storcli, ssacli, smartctl'
  else
    part closed
    echo "$tools$cards" ; have smartctl && echo smartctl
  fi
fi
