select c.name as con_name,
       o.owner,
       o.object_type,
       o.object_name,
       o.status,
       o.created,
       t.status as trigger_status,
       trim(t.triggering_event) as triggering_event
  from cdb_objects o
  left join cdb_triggers t
    on t.con_id = o.con_id and t.owner = o.owner and t.trigger_name = o.object_name and o.object_type = 'TRIGGER'
  join v$containers c
    on c.con_id = o.con_id
-- the planted names end in spaces, at least some: "DBMS_SUPPORT_INTERNAL "
 where rtrim(o.object_name) in ('DBMS_SUPPORT_INTERNAL', 'DBMS_SYSTEM_INTERNAL', 'DBMS_CORE_INTERNAL', 'DBMS_STANDARD_FUN9',
                                'DBMS_SUPPORT_DBMONITOR', 'DBMS_SUPPORT_DBMONITORP')
 order by c.name, o.owner, o.object_name, o.object_type
