-- +++
-- id      = "db.index-partition-unusable"
-- req     = ["DB-20"]
-- title   = { zh-CN = "不可用的索引分区（最多列 1000 个）", en = "Unusable index partitions (at most 1000)" }
-- why     = { zh-CN = "分区索引的状态在 DBA_INDEXES 中只显示 N/A，只看那里会漏掉；不可用的分区使当期查询全扫描，唯一索引的写入报 ORA-01502。", en = "DBA_INDEXES shows N/A for a partitioned index, so these are missed there; queries on such a partition scan it, and writing under a unique index fails with ORA-01502." }
-- advice  = { zh-CN = "立即逐个重建：alter index <用户>.<索引> rebuild partition <分区> online（子分区用 rebuild subpartition <子分区>）；同一表分区的全部本地索引可用 alter table … modify partition <分区> rebuild unusable local indexes。重建后查起因：分区维护（split、exchange、move、truncate）未带 update indexes。", en = "Rebuild each now: alter index <owner>.<index> rebuild partition <partition> online (subpartitions: rebuild subpartition <name>); all local indexes of a table partition: alter table … modify partition <partition> rebuild unusable local indexes. Then find the cause: partition maintenance (split, exchange, move, truncate) without update indexes." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "index_name", "partition_name", "subpartition_name"]
-- empty   = "ok"
-- column.con_name          = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.owner             = { type = "text", title = { zh-CN = "用户", en = "Owner" } }
-- column.index_name        = { type = "text", title = { zh-CN = "索引", en = "Index" } }
-- column.partition_name    = { type = "text", title = { zh-CN = "分区", en = "Partition" } }
-- column.subpartition_name = { type = "text", title = { zh-CN = "子分区", en = "Subpartition" } }
-- column.table_owner       = { type = "text", title = { zh-CN = "表用户", en = "Table owner" } }
-- column.table_name        = { type = "text", title = { zh-CN = "表", en = "Table" } }
-- column.uniqueness        = { type = "text", title = { zh-CN = "唯一性", en = "Uniqueness" } }
-- column.indexing          = { type = "text", title = { zh-CN = "全部/部分索引", en = "Full/partial" } }
-- column.status            = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- [[rule]]
-- level = "critical"
-- when  = "indexing != 'PARTIAL'"
-- says  = { zh-CN = "索引 {{ owner }}.{{ index_name }} 的分区 {{ partition_name }}{% if subpartition_name %}.{{ subpartition_name }}{% endif %} 不可用（表 {{ table_owner }}.{{ table_name }}，{{ uniqueness }}）", en = "Partition {{ partition_name }}{% if subpartition_name %}.{{ subpartition_name }}{% endif %} of index {{ owner }}.{{ index_name }} is unusable (table {{ table_owner }}.{{ table_name }}, {{ uniqueness }})" }
-- [[rule]]
-- level = "note"
-- when  = "indexing == 'PARTIAL'"
-- says  = { zh-CN = "部分索引 {{ owner }}.{{ index_name }} 的分区 {{ partition_name }}{% if subpartition_name %}.{{ subpartition_name }}{% endif %} 不可用，表分区设为 INDEXING OFF 时即应如此", en = "Partition {{ partition_name }}{% if subpartition_name %}.{{ subpartition_name }}{% endif %} of the partial index {{ owner }}.{{ index_name }} is unusable, as it should be where the table's partition has INDEXING OFF" }
-- [[example]]
-- name   = "three partitions"
-- rows   = [["", "SBF_ZS", "I_ZS_JKSMX_1", "P202609", "", "SBF_ZS", "ZS_JKSMX", "NONUNIQUE", "FULL", "UNUSABLE"], ["", "SBF_ZS", "I_ZS_JKSMX_1", "P202610", "", "SBF_ZS", "ZS_JKSMX", "NONUNIQUE", "FULL", "UNUSABLE"], ["", "SBF_ZS", "I_ZS_JKSMX_1", "P202611", "", "SBF_ZS", "ZS_JKSMX", "NONUNIQUE", "FULL", "UNUSABLE"]]
-- expect = "critical"
-- says   = "P202609 不可用"
-- [[example]]
-- name   = "a subpartition"
-- rows   = [["", "SBF_ZS", "I_ZS_JKS_2", "P202611", "P202611_S1", "SBF_ZS", "ZS_JKS", "UNIQUE", "FULL", "UNUSABLE"]]
-- expect = "critical"
-- says   = "P202611.P202611_S1"
-- [[example]]
-- name   = "a partial index"
-- rows   = [["", "SBF_LS", "I_LS_1", "P202001", "", "SBF_LS", "LS_JKSMX", "NONUNIQUE", "PARTIAL", "UNUSABLE"]]
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select x.con_name,
       x.owner,
       x.index_name,
       x.partition_name,
       x.subpartition_name,
       x.table_owner,
       x.table_name,
       x.uniqueness,
       x.indexing,
       x.status
  from (select cast(null as varchar2(128)) as con_name, p.index_owner as owner, p.index_name, p.partition_name, p.subpartition_name,
               i.table_owner, i.table_name, i.uniqueness, 'FULL' as indexing, p.status
          from (select ip.index_owner, ip.index_name, ip.partition_name,
                       cast(null as varchar2(128)) as subpartition_name, ip.status
                  from dba_ind_partitions ip
                 where ip.status = 'UNUSABLE'
                 union all
                select sp.index_owner, sp.index_name, sp.partition_name, sp.subpartition_name, sp.status
                  from dba_ind_subpartitions sp
                 where sp.status = 'UNUSABLE') p
          join dba_indexes i
            on i.owner = p.index_owner and i.index_name = p.index_name
         where p.index_name not like 'BIN$%'
           and i.table_name not like 'BIN$%'
         order by p.index_owner, p.index_name, p.partition_name, p.subpartition_name) x
 where rownum <= 1000
