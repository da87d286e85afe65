# +++
# id      = "host.hw-error"
# req     = ["HO-06", "HO-09"]
# title   = { zh-CN = "硬件错误日志", en = "Hardware errors" }
# why     = { zh-CN = "磁盘、内存、电源、链路坏之前日志里常先有记录；合同要求：发现硬件错误立即通知。", en = "Disks, memory, power and links mostly complain before they fail. The contract: any hardware error is told at once." }
# advice  = { zh-CN = "立即通知机房和硬件维保，记下机器序列号和样例行；先确认数据有备份、阵列有冗余，再报修更换，并填写故障记录单。", en = "Tell the machine room and the hardware vendor at once, with the serial number and the sample line. Make sure of backup and redundancy, then have the part replaced, and fill in the fault record." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "hw-error"
# window  = true
# subject = ["text"]
# empty   = "ok"
# timeout_s = 60
# show    = ["class", "meaning", "source", "count", "first", "last", "sample"]
# column.class      = { type = "text", title = { zh-CN = "类别", en = "Class" } }
# column.meaning    = { type = "text", title = { zh-CN = "含义", en = "Meaning (zh)" } }
# column.meaning_en = { type = "text", title = { zh-CN = "含义（英文）", en = "Meaning" } }
# column.source     = { type = "text", title = { zh-CN = "来源", en = "Source" } }
# column.text       = { type = "text", title = { zh-CN = "内容（去掉编号）", en = "Text without numbers" } }
# column.count      = { type = "integer", unit = "count", title = { zh-CN = "次数", en = "Times" } }
# column.first      = { type = "time", title = { zh-CN = "最早", en = "First" } }
# column.last       = { type = "time", title = { zh-CN = "最近", en = "Last" } }
# column.sample     = { type = "text", title = { zh-CN = "样例", en = "Sample" } }
# [[rule]]
# level = "critical"
# when  = "class == 'hardware'"
# says  = { zh-CN = "{{ meaning }}，立即通知：{{ source }}「{{ sample }}」共 {{ count }} 次，最近 {{ last }}", en = "{{ meaning_en }}, tell the owner at once: {{ source }} “{{ sample }}”, {{ count }} times, last at {{ last }}" }
# [[rule]]
# level = "warning"
# when  = "class == 'blind'"
# says  = { zh-CN = "{{ meaning }}，硬件错误不会被记录，没有记录不等于没有故障", en = "{{ meaning_en }}: errors are not recorded, and no entries prove nothing" }
# advice = { zh-CN = "用 root 执行 /usr/lib/errdemon 启动，再用 errpt 确认有新记录。", en = "Start it as root with /usr/lib/errdemon and see with errpt that entries come." }
# [[rule]]
# level = "note"
# when  = "class == 'note'"
# says  = { zh-CN = "{{ meaning }}：{{ source }}「{{ sample }}」共 {{ count }} 次，最近 {{ last }}", en = "{{ meaning_en }}: {{ source }} “{{ sample }}”, {{ count }} times, last at {{ last }}" }
# [[example]]
# name   = "a disk fails"
# rows   = [["hardware", "磁盘读写错误", "Disk I/O error", "kernel", "I/O error, dev sdc, sector #", 7, "2025-11-22T03:00:00", "2025-11-22T03:10:00", "I/O error, dev sdc, sector 88"]]
# prev   = []
# expect = "critical"
# says   = "立即通知"
# [[example]]
# name   = "also at the first look, which goes back a day"
# rows   = [["hardware", "磁盘读写错误", "Disk I/O error", "kernel", "I/O error, dev sdc, sector #", 7, "2025-11-22T03:00:00", "2025-11-22T03:10:00", "I/O error, dev sdc, sector 88"]]
# expect = "critical"
# says   = "立即通知"
# [[example]]
# name   = "a software line is a note"
# rows   = [["note", "软件：程序段错误", "Software: a program crashed", "kernel", "java: segfault at #", 1, "2025-11-22T03:00:00", "2025-11-22T03:00:00", "java: segfault at 0"]]
# prev   = []
# expect = "note"
# [[example]]
# name   = "nobody writes the log"
# rows   = [["blind", "错误日志守护进程 errdemon 没有运行", "The error daemon errdemon is not running", "errdemon", "errdemon", 1, "2025-11-22T03:00:00", "2025-11-22T03:00:00", "errdemon"]]
# null   = [[0, "first"], [0, "last"]]
# prev   = []
# expect = "warning"
# says   = "不等于没有故障"
# [[example]]
# name   = "nothing new"
# rows   = []
# expect = "ok"
# +++
writers=' (kernel|smartd|multipathd|mcelog|rasdaemon|mdadm|ipmievd)(\[[0-9]+\])?: | last message repeated [0-9]+ times'
part clock
date '+%Y-%m-%d %H:%M:%S'
part uptime
cat /proc/uptime
seen=
journal=
for j in /run/log/journal/*/system.journal /var/log/journal/*/system.journal; do
  [ -r "$j" ] && journal=$j
done
if [ -n "$journal" ] && have journalctl; then
  part journal
  journalctl -q --no-pager -o short-iso --since "@$SINCE" _TRANSPORT=kernel + SYSLOG_IDENTIFIER=smartd + SYSLOG_IDENTIFIER=multipathd + SYSLOG_IDENTIFIER=mcelog + SYSLOG_IDENTIFIER=rasdaemon + SYSLOG_IDENTIFIER=mdadm | tail -c 2000000
  seen=journal
fi
# A journal that lives in memory begins with the last start; the files know more.
case $journal in
/var/*) ;;
*)
  days=`date +%s`
  days=`expr '(' $days - $SINCE ')' / 86400 + 2`
  for f in /var/log/messages /var/log/syslog /var/log/kern.log; do
    [ -f $f ] && [ -r $f ] || continue
    part files
    {
      for o in `ls -tr $f-[0-9]* $f.[0-9]* 2>/dev/null`; do
        [ -n "`find $o -mtime -$days 2>/dev/null`" ] || continue
        case $o in
        *.gz) gzip -dc $o ;;
        *.xz) xz -dc $o ;;
        *) tail -c 20000000 $o ;;
        esac
      done
      tail -c 20000000 $f
    } | grep -E "$writers" | tail -c 2000000
    part from
    size=`wc -c < $f`
    [ "$size" -gt 20000000 ] && tail -c 20000000 $f | sed -n 2p
    seen=files
    break
  done ;;
esac
# The ring of the kernel still knows what could not be written because the disk failed.
if dmesg >/dev/null 2>&1; then
  part dmesg
  dmesg | tail -c 1000000
  seen=dmesg
fi
[ -n "$seen" ] || denied 'journalctl, /var/log/messages, dmesg'
