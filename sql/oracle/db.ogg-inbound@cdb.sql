select n.name con_name,
       substr(i.replicat_name, 1, 128) replicat_name,
       i.server_name,
       i.status,
       p.applied_time,
       p.applied_message_create_time applied_until,
       round((sysdate - p.applied_time) * 86400) idle_s
  from cdb_goldengate_inbound i
  left join v$containers n on n.con_id = i.con_id
  left join cdb_gg_inbound_progress p on p.server_name = i.server_name and p.con_id = i.con_id
 order by i.con_id, i.replicat_name
