# +++
# id      = "host.lvm"
# req     = ["HO-09", "HO-06"]
# title   = { zh-CN = "卷组与逻辑卷", en = "Volume groups and logical volumes" }
# why     = { zh-CN = "镜像失步、物理卷丢失、快照或精简池写满都会在下一次故障时丢数据或停业务。", en = "A stale mirror, a missing disk, a full snapshot or thin pool costs data or service at the next fault." }
# advice  = { zh-CN = "先查对应磁盘和存储链路，再恢复（Linux vgreduce/lvconvert --repair，AIX varyonvg/syncvg，HP-UX vgsync）；操作前确认有备份。快照用完即删，精简池及时扩容。", en = "Look at the disk and its links first, then repair (Linux vgreduce or lvconvert --repair, AIX varyonvg or syncvg, HP-UX vgsync), with a backup at hand. Remove snapshots after use, extend thin pools in time." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "lvm"
# subject = ["kind", "name"]
# empty   = "unknown"
# metric  = ["free_mb", "data_pct", "meta_pct"]
# limits  = { warn = 80, crit = 95 }
# timeout_s = 60
# show    = ["kind", "name", "state", "health", "size_mb", "free_mb", "data_pct", "meta_pct", "detail"]
# column.kind_zh  = { type = "text", title = { zh-CN = "类别（中文）", en = "Kind (zh)" }, compute = "kind == 'pv' ? '物理卷' : kind == 'vg' ? '卷组' : '逻辑卷'" }
# column.kind     = { type = "text", title = { zh-CN = "类别", en = "Kind" } }
# column.name     = { type = "text", title = { zh-CN = "名称", en = "Name" } }
# column.state    = { type = "text", title = { zh-CN = "状态", en = "State" } }
# column.health   = { type = "text", title = { zh-CN = "判断", en = "Health" } }
# column.size_mb  = { type = "number", unit = "mb", title = { zh-CN = "大小", en = "Size" } }
# column.free_mb  = { type = "number", unit = "mb", title = { zh-CN = "剩余", en = "Free" } }
# column.data_pct = { type = "number", unit = "percent", title = { zh-CN = "快照或精简池已用", en = "Snapshot or thin data used" } }
# column.meta_pct = { type = "number", unit = "percent", title = { zh-CN = "精简池元数据已用", en = "Thin metadata used" } }
# column.detail   = { type = "text", title = { zh-CN = "详情", en = "Detail" } }
# [[rule]]
# level = "critical"
# when  = "health.contains('failed')"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 异常：{{ state }}，立即通知。{{ detail }}", en = "{{ kind }} {{ name }} is not well: {{ state }}, tell the owner at once. {{ detail }}" }
# [[rule]]
# level = "warning"
# when  = "health == 'attention'"
# says  = { zh-CN = "{{ kind_zh }} {{ name }}：{{ state }}，需要查看。{{ detail }}", en = "{{ kind }} {{ name }}: {{ state }}, look at it. {{ detail }}" }
# [[rule]]
# level = "note"
# when  = "health == 'note'"
# says  = { zh-CN = "{{ kind_zh }} {{ name }}：{{ state }}。{{ detail }}", en = "{{ kind }} {{ name }}: {{ state }}. {{ detail }}" }
# [[rule]]
# level = "critical"
# topic = "full"
# when  = "data_pct != null && data_pct >= limits.crit"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 已用 {{ data_pct }}%，达到 {{ limits.crit }}%，写满后快照失效、精简卷只读", en = "{{ kind }} {{ name }} is used {{ data_pct }} %, the limit is {{ limits.crit }} %; a full snapshot is lost, a full pool stops writing" }
# [[rule]]
# level = "warning"
# topic = "full"
# when  = "data_pct != null && data_pct >= limits.warn"
# says  = { zh-CN = "{{ kind_zh }} {{ name }} 已用 {{ data_pct }}%，达到 {{ limits.warn }}%", en = "{{ kind }} {{ name }} is used {{ data_pct }} %, the limit is {{ limits.warn }} %" }
# [[rule]]
# level = "critical"
# topic = "metadata"
# when  = "meta_pct != null && meta_pct >= limits.crit"
# says  = { zh-CN = "精简池 {{ name }} 元数据已用 {{ meta_pct }}%，达到 {{ limits.crit }}%", en = "Metadata of the thin pool {{ name }} are used {{ meta_pct }} %, the limit is {{ limits.crit }} %" }
# [[rule]]
# level = "warning"
# topic = "metadata"
# when  = "meta_pct != null && meta_pct >= limits.warn"
# says  = { zh-CN = "精简池 {{ name }} 元数据已用 {{ meta_pct }}%，达到 {{ limits.warn }}%", en = "Metadata of the thin pool {{ name }} are used {{ meta_pct }} %, the limit is {{ limits.warn }} %" }
# [[rule]]
# level = "note"
# topic = "space"
# when  = "kind == 'vg' && free_mb != null && free_mb == 0"
# says  = { zh-CN = "卷组 {{ name }} 没有剩余空间（共 {{ size_mb | mb }}），文件系统无法再扩", en = "Volume group {{ name }} has no space left (of {{ size_mb | mb }}): no file system can be extended" }
# [[example]]
# name   = "a disk is missing"
# rows   = [["pv", "[unknown]", "missing", "failed", 1024.0, 0.0, 0.0, 0.0, "data"]]
# null   = [[0, "data_pct"], [0, "meta_pct"]]
# expect = "critical"
# [[example]]
# name   = "a thin pool is nearly full"
# rows   = [["lv", "vg0/pool", "active", "ok", 1024.0, 0.0, 96.2, 97.0, ""]]
# null   = [[0, "free_mb"]]
# expect = "critical"
# says   = "96.2%"
# [[example]]
# name   = "a snapshot fills, an LV wants a refresh"
# rows   = [["lv", "vg0/snap", "active", "ok", 1024.0, 0.0, 81.0, 82.0, "vg0/root"], ["lv", "vg0/m", "refresh needed", "attention", 1024.0, 0.0, 0.0, 0.0, ""]]
# null   = [[0, "free_mb"], [1, "free_mb"], [1, "data_pct"], [1, "meta_pct"]]
# expect = "warning"
# [[example]]
# name   = "a full volume group and a closed volume are notes"
# rows   = [["vg", "vg0", "active", "ok", 1024.0, 0.0, 0.0, 0.0, ""], ["lv", "rootvg/lv01", "closed/syncd", "note", 0.0, 0.0, 0.0, 0.0, "/data"]]
# null   = [[0, "data_pct"], [0, "meta_pct"], [1, "size_mb"], [1, "free_mb"], [1, "data_pct"], [1, "meta_pct"]]
# expect = "note"
# [[example]]
# name   = "all is well"
# rows   = [["vg", "vg0", "active", "ok", 1024.0, 512.0, 0.0, 0.0, ""]]
# null   = [[0, "data_pct"], [0, "meta_pct"]]
# expect = "ok"
# [[example]]
# name   = "a state that is not known is not called well"
# rows   = [["lv", "vg0/x", "?", "", 1024.0, 512.0, 0.0, 0.0, ""]]
# null   = [[0, "health"], [0, "data_pct"], [0, "meta_pct"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
if have pvs; then
  maps=`ls /dev/mapper 2>/dev/null | grep -v -c '^control$'`
  if [ "`id -u`" = 0 ]; then
    groups=`vgs --noheadings -o vg_name`
    [ -n "$groups" ] || none LVM
    u='--noheadings --separator | --units m --nosuffix'
    part pvs
    pvs $u -o pv_name,vg_name,pv_attr,pv_size,pv_free
    part vgs
    vgs $u -o vg_name,vg_attr,vg_size,vg_free
    part lvs
    if lvs --noheadings -o metadata_percent >/dev/null 2>&1; then
      lvs $u -o vg_name,lv_name,lv_attr,lv_size,origin,data_percent,metadata_percent
    else
      lvs $u -o vg_name,lv_name,lv_attr,lv_size,origin,snap_percent
    fi
  elif [ "$maps" = 0 ]; then
    none LVM
  else
    denied 'pvs, vgs, lvs'
  fi
else
  none LVM
fi
