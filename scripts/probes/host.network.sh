# +++
# id      = "host.network"
# req     = ["HO-05", "HO-10", "DB-13"]
# title   = { zh-CN = "网卡流量与错误", en = "Network cards" }
# why     = { zh-CN = "错误包增加说明网线、光模块、交换机端口或双工有问题；链路打满时业务变慢。回环和虚拟网卡不列；绑定网卡代表其成员。", en = "Errors that increase mean a cable, module, switch port or duplex fault; a full link makes everything slow. Loopback and virtual cards are not listed; a bond stands for its members." }
# advice  = { zh-CN = "错误增加：ethtool -S 网卡 看是哪种错误，换网线/光模块/端口并核对双工。丢包：看 ethtool -g 环形缓冲和 CPU。链路断开：看交换机端口和 ip link。", en = "Errors: ethtool -S CARD tells their kind; change cable, module or port and compare duplex. Drops: see the rings (ethtool -g) and the CPU. No link: see the switch port and ip link." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "network"
# twice   = true
# subject = ["nic"]
# empty   = "unknown"
# metric  = ["rx_kb_s", "tx_kb_s", "errors", "drops", "packets", "link_pct"]
# limits  = { link = 90, drops = 100, drop_pct = 0.1 }
# chart   = "rx_kb_s"
# column.nic          = { type = "text",    title = { zh-CN = "网卡", en = "Card" } }
# column.state        = { type = "text",    title = { zh-CN = "链路", en = "Link" } }
# column.speed_mbit   = { type = "number",  title = { zh-CN = "速率（Mbit/秒）", en = "Speed (Mbit/s)" } }
# column.rx_kb_s      = { type = "number",  title = { zh-CN = "下行 kB/秒", en = "In kB/s" } }
# column.tx_kb_s      = { type = "number",  title = { zh-CN = "上行 kB/秒", en = "Out kB/s" } }
# column.link_pct     = { type = "number",  unit = "percent", title = { zh-CN = "链路占用", en = "Of the link" } }
# column.packets      = { type = "integer", unit = "count", title = { zh-CN = "累计包数", en = "Packets" } }
# column.errors       = { type = "integer", unit = "count", title = { zh-CN = "累计错误", en = "Errors" } }
# column.drops        = { type = "integer", unit = "count", title = { zh-CN = "累计丢弃", en = "Drops" } }
# column.members_down = { type = "text",    title = { zh-CN = "断开的成员", en = "Members down" } }
# column.used         = { type = "bool",    title = { zh-CN = "用过", en = "Was used" } }
# column.new_errors   = { type = "number",  unit = "count", title = { zh-CN = "新增错误", en = "New errors" }, compute = "delta('errors')" }
# column.new_drops    = { type = "number",  unit = "count", title = { zh-CN = "新增丢弃", en = "New drops" }, compute = "delta('drops')" }
# show    = ["nic", "state", "speed_mbit", "rx_kb_s", "tx_kb_s", "link_pct", "errors", "drops", "new_errors", "new_drops", "members_down"]
# [[rule]]
# level = "warning"
# topic = "errors"
# when  = "new_errors != null && new_errors > 0.0"
# says  = { zh-CN = "网卡 {{ nic }} 自上次查看以来新增 {{ new_errors | num }} 个错误包（累计 {{ errors | num }}）", en = "Card {{ nic }} counts {{ new_errors | num }} more errors since the last look ({{ errors | num }} in all)" }
# [[rule]]
# level = "warning"
# topic = "drops"
# when  = "new_drops != null && delta('packets') != null && new_drops > limits.drops && new_drops * 100.0 > limits.drop_pct * delta('packets')"
# says  = { zh-CN = "网卡 {{ nic }} 自上次查看以来新增丢弃 {{ new_drops | num }} 个包，超过收发的 {{ limits.drop_pct }}%", en = "Card {{ nic }} dropped {{ new_drops | num }} packets since the last look, more than {{ limits.drop_pct }} % of all" }
# [[rule]]
# level = "warning"
# topic = "link"
# when  = "link_pct != null && link_pct > limits.link"
# says  = { zh-CN = "网卡 {{ nic }} 流量占链路 {{ link_pct }}%，超过 {{ limits.link }}%（下行 {{ rx_kb_s | num }} kB/秒，上行 {{ tx_kb_s | num }} kB/秒，{{ speed_mbit | num }} Mbit/秒）", en = "Card {{ nic }} uses {{ link_pct }} % of its link, more than {{ limits.link }} % (in {{ rx_kb_s | num }} kB/s, out {{ tx_kb_s | num }} kB/s, {{ speed_mbit | num }} Mbit/s)" }
# [[rule]]
# level = "warning"
# topic = "down"
# when  = "state != null && state == 'down' && used"
# says  = { zh-CN = "网卡 {{ nic }} 开机后用过，现在链路断开", en = "Card {{ nic }} was used since the start and has no link now" }
# [[rule]]
# level = "warning"
# topic = "member"
# when  = "members_down != null"
# says  = { zh-CN = "绑定网卡 {{ nic }} 的成员 {{ members_down }} 链路断开，已没有冗余", en = "Bond {{ nic }} is without its members {{ members_down }}: there is no spare link" }
# [[example]]
# name   = "quiet, first look"
# rows   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 5000, 3, 9, "", true]]
# expect = "ok"
# [[example]]
# name   = "new errors"
# rows   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 5000, 8, 9, "", true]]
# prev   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 4000, 3, 9, "", true]]
# expect = "warning"
# says   = "新增 5 个错误包"
# [[example]]
# name   = "counters started anew"
# rows   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 50, 0, 0, "", true]]
# prev   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 4000, 3, 9, "", true]]
# expect = "ok"
# [[example]]
# name   = "many drops"
# rows   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 104000, 3, 1009, "", true]]
# prev   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 4000, 3, 9, "", true]]
# expect = "warning"
# says   = "丢弃"
# [[example]]
# name   = "a few drops in a great many packets"
# rows   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 904000000, 3, 1009, "", true]]
# prev   = [["eth0", "up", 1000.0, 100.0, 200.0, 0.2, 4000, 3, 9, "", true]]
# expect = "ok"
# [[example]]
# name   = "full link"
# rows   = [["eth0", "up", 1000.0, 118000.0, 200.0, 96.7, 5000, 3, 9, "", true]]
# expect = "warning"
# says   = "超过 90%"
# [[example]]
# name   = "link lost, and a port that nobody uses"
# rows   = [["eth0", "down", 0.0, 0.0, 0.0, 0.0, 5000, 3, 9, "", true], ["eth1", "down", 0.0, 0.0, 0.0, 0.0, 0, 0, 0, "", false]]
# null   = [[0, "speed_mbit"], [0, "link_pct"], [1, "speed_mbit"], [1, "link_pct"]]
# expect = "warning"
# subject = "eth0"
# [[example]]
# name   = "a bond on one leg"
# rows   = [["bond0", "up", 1000.0, 100.0, 200.0, 0.2, 5000, 3, 9, "eth1", true]]
# expect = "warning"
# says   = "没有冗余"
# [[example]]
# name   = "bytes are not told (HP-UX without lanadmin)"
# rows   = [["lan0", "", 0.0, 0.0, 0.0, 0.0, 5000, 0, 0, "", true]]
# null   = [[0, "speed_mbit"], [0, "rx_kb_s"], [0, "tx_kb_s"], [0, "link_pct"], [0, "errors"], [0, "drops"]]
# expect = "ok"
# [[example]]
# name   = "no card"
# rows   = []
# expect = "unknown"
# +++
part uptime
cat /proc/uptime
part dev
cat /proc/net/dev
if [ "$PASS" = 2 ]; then
  part links
  for d in /sys/class/net/*; do
    [ -f "$d/ifindex" ] || continue
    real=no bond=no
    [ -e "$d/device" ] && real=yes
    [ -d "$d/bonding" ] && bond=yes
    m=`readlink "$d/master" 2>/dev/null`
    echo "${d##*/} state=`cat "$d/operstate" 2>/dev/null` carrier=`cat "$d/carrier" 2>/dev/null` speed=`cat "$d/speed" 2>/dev/null` real=$real bond=$bond master=${m##*/}"
  done
fi
