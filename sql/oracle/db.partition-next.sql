-- +++
-- id      = "db.partition-next"
-- req     = ["DB-16"]
-- title   = { zh-CN = "下一月分区（按分区名判断）", en = "Partition of the next month (judged by name)" }
-- why     = { zh-CN = "范围分区表没有建好下一期分区时，跨月第一笔写入就报 ORA-14400，征收、申报业务中断。", en = "When the next range partition is not made, the first insert of the new month fails with ORA-14400 and filing stops." }
-- advice  = { zh-CN = "先查分区上界：select partition_name, high_value from dba_tab_partitions where table_owner = '<用户>' and table_name = '<表>' order by partition_position。有 MAXVALUE 分区的用 split partition 拆出下月；没有的用 alter table … add partition 补建（本地索引随之建立），并补上建分区的作业。长期办法：改为间隔分区 set interval (numtoyminterval(1,'MONTH'))。", en = "See the bounds: select partition_name, high_value from dba_tab_partitions where table_owner = '<owner>' and table_name = '<table>' order by partition_position. With a MAXVALUE partition, split off the next month; without, alter table … add partition (local indexes follow), and repair the job that makes partitions. For good: set interval (numtoyminterval(1,'MONTH'))." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "table_name"]
-- # HIGH_VALUE is a LONG and cannot be compared in SQL. So this looks at range partitioned tables without interval whose last partition
-- # carries a month (yyyymm) in its name, and never says more than a note: names may mean the month or its upper bound.
-- empty   = "ok"
-- limits  = { days = 10 }
-- column.con_name       = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner          = { type = "text",    title = { zh-CN = "用户", en = "Owner" } }
-- column.table_name     = { type = "text",    title = { zh-CN = "表", en = "Table" } }
-- column.partitions     = { type = "integer", unit = "count", title = { zh-CN = "分区数", en = "Partitions" } }
-- column.last_partition = { type = "text",    title = { zh-CN = "最后一个分区", en = "Last partition" } }
-- column.months_ahead   = { type = "integer", unit = "count", title = { zh-CN = "提前月数", en = "Months ahead" } }
-- column.days_left      = { type = "integer", unit = "days", title = { zh-CN = "距月末天数", en = "Days to month end" } }
-- [[rule]]
-- level = "note"
-- when  = "months_ahead < 0 || (months_ahead == 0 && days_left <= limits.days)"
-- says  = { zh-CN = "{{ owner }}.{{ table_name }} 的最后一个分区是 {{ last_partition }}，距月末 {{ days_left }} 天，请核实下月分区是否已建", en = "The last partition of {{ owner }}.{{ table_name }} is {{ last_partition }}, {{ days_left }} days before the month ends: is there one for the next month?" }
-- [[example]]
-- name   = "next month is there"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", 37, "P202612", 1, 8]]
-- expect = "ok"
-- [[example]]
-- name   = "eight days left"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", 36, "P202611", 0, 8]]
-- expect = "note"
-- says   = "P202611"
-- [[example]]
-- name   = "early in the month"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", 36, "P202611", 0, 25]]
-- expect = "ok"
-- [[example]]
-- name   = "behind"
-- rows   = [["", "SBF_LS", "LS_JKSMX", 30, "P202605", -6, 25]]
-- expect = "note"
-- [[example]]
-- name   = "no such table"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       p.table_owner as owner,
       p.table_name,
       p.partitions,
       p.last_partition,
       to_number(substr(p.yyyymm, 1, 4)) * 12 + to_number(substr(p.yyyymm, 5, 2))
         - to_number(to_char(sysdate, 'YYYY')) * 12 - to_number(to_char(sysdate, 'MM')) as months_ahead,
       to_number(to_char(last_day(sysdate), 'DD')) - to_number(to_char(sysdate, 'DD')) as days_left
  from (select tp.table_owner, tp.table_name,
               count(*) as partitions,
               max(tp.partition_name) keep (dense_rank last order by tp.partition_position) as last_partition,
               regexp_substr(max(tp.partition_name) keep (dense_rank last order by tp.partition_position),
                             '20[0-9][0-9](0[1-9]|1[0-2])') as yyyymm
          from dba_tab_partitions tp
          join dba_part_tables pt
            on pt.owner = tp.table_owner and pt.table_name = tp.table_name
         where pt.partitioning_type = 'RANGE'
           and pt.interval is null
           and tp.table_name not like 'BIN$%'
         group by tp.table_owner, tp.table_name) p
 where p.yyyymm is not null
 order by p.table_owner, p.table_name
