select x.con_name,
       x.tablespace_name,
       count(*)                                           as files,
       min(x.begin_time)                                  as begin_time,
       round((sysdate - min(x.begin_time)) * 86400)       as active_s
  from (select c.name                                                                               as con_name,
               (select max(t.name) from v$tablespace t where t.con_id = f.con_id and t.ts# = f.ts#) as tablespace_name,
               b.time                                                                               as begin_time
          from v$backup b
          left join v$datafile f on f.file# = b.file#
          left join v$containers c on c.con_id = f.con_id
         where b.status = 'ACTIVE') x
 group by x.con_name, x.tablespace_name
 order by begin_time, x.con_name, x.tablespace_name
