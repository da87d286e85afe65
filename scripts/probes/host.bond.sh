# +++
# id      = "host.bond"
# req     = ["HO-09", "HO-06"]
# title   = { zh-CN = "网卡绑定状态", en = "Bonded network links" }
# why     = { zh-CN = "绑定的网卡断了一条业务不受影响，没人会发现；第二条再断就中断。", en = "When one link of a bond fails nobody notices; when the second one fails the service is gone." }
# advice  = { zh-CN = "查网线、光模块和交换机端口（ethtool 网卡名），恢复后看 cat /proc/net/bonding/ 下的状态是否回到 up。", en = "Look at cable, transceiver and switch port (ethtool NAME); afterwards the state under /proc/net/bonding/ is up again." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "bond"
# subject = ["bond"]
# empty   = "unknown"
# metric  = ["slaves", "up", "failures"]
# column.bond     = { type = "text", title = { zh-CN = "绑定口", en = "Bond" } }
# column.mode     = { type = "text", title = { zh-CN = "模式", en = "Mode" } }
# column.active   = { type = "text", title = { zh-CN = "当前使用", en = "Active" } }
# column.slaves   = { type = "integer", unit = "count", title = { zh-CN = "成员数", en = "Links" } }
# column.up       = { type = "integer", unit = "count", title = { zh-CN = "正常成员", en = "Links up" } }
# column.down     = { type = "text", title = { zh-CN = "断开的成员", en = "Links down" } }
# column.failures = { type = "integer", unit = "count", title = { zh-CN = "累计断开次数", en = "Failures so far" } }
# [[rule]]
# level = "critical"
# when  = "slaves > 0 && up == 0"
# says  = { zh-CN = "绑定口 {{ bond }} 的 {{ slaves }} 条链路全部断开，立即通知", en = "All {{ slaves }} links of {{ bond }} are down, tell the owner at once" }
# [[rule]]
# level = "critical"
# when  = "slaves > 1 && up == 1"
# says  = { zh-CN = "绑定口 {{ bond }} 的 {{ slaves }} 条链路只剩 1 条，断开：{{ down }}", en = "{{ bond }} has 1 of {{ slaves }} links left; down: {{ down }}" }
# [[rule]]
# level = "warning"
# when  = "up > 1 && up < slaves"
# says  = { zh-CN = "绑定口 {{ bond }} 有链路断开：{{ down }}（正常 {{ up }} 条，共 {{ slaves }} 条）", en = "{{ bond }} has links down: {{ down }} ({{ up }} of {{ slaves }} are up)" }
# [[rule]]
# level = "warning"
# when  = "slaves < 2 && up == slaves"
# says  = { zh-CN = "绑定口 {{ bond }} 只有 {{ slaves }} 条链路，没有冗余", en = "{{ bond }} has only {{ slaves }} link, there is no redundancy" }
# [[rule]]
# level = "note"
# topic = "flap"
# when  = "failures != null && prev('failures') != null && failures > prev('failures')"
# says  = { zh-CN = "绑定口 {{ bond }} 的链路上次查看之后又断开过，累计 {{ failures }} 次", en = "Links of {{ bond }} failed again since the last look, {{ failures }} times so far" }
# [[example]]
# name   = "one link of two"
# rows   = [["bond0", "fault-tolerance (active-backup)", "eth0", 2, 1, "eth1", 3]]
# expect = "critical"
# says   = "只剩 1 条"
# [[example]]
# name   = "all are down"
# rows   = [["bond0", "fault-tolerance (active-backup)", "", 2, 0, "eth0, eth1", 3]]
# expect = "critical"
# says   = "全部断开"
# [[example]]
# name   = "three of four"
# rows   = [["bond0", "IEEE 802.3ad Dynamic link aggregation", "", 4, 3, "eth3", 3]]
# expect = "warning"
# [[example]]
# name   = "a bond of one"
# rows   = [["bond0", "fault-tolerance (active-backup)", "eth0", 1, 1, "", 0]]
# expect = "warning"
# says   = "没有冗余"
# [[example]]
# name   = "it flapped"
# rows   = [["bond0", "fault-tolerance (active-backup)", "eth0", 2, 2, "", 4]]
# prev   = [["bond0", "fault-tolerance (active-backup)", "eth0", 2, 2, "", 3]]
# expect = "note"
# [[example]]
# name   = "fine, and AIX counts no failures"
# rows   = [["ent6", "EtherChannel", "ent0", 2, 2, "", 0]]
# null   = [[0, "failures"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
bonds=`ls /proc/net/bonding 2>/dev/null`
[ -n "$bonds" ] || none bonding
for b in $bonds; do
  part "bond $b"
  cat /proc/net/bonding/$b
done
