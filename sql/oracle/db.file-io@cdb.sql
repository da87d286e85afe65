select c.name con_name,
       f.file# file_id,
       f.name file_name,
       s.phyrds,
       s.phywrts,
       s.readtim readtim_cs,
       s.writetim writetim_cs,
       i.startup_epoch
  from v$datafile f
  join (select file#, sum(phyrds) phyrds, sum(phywrts) phywrts, sum(readtim) readtim, sum(writetim) writetim
          from gv$filestat
         group by file#) s on s.file# = f.file#
  left join v$containers c on c.con_id = f.con_id
 cross join (select round(sum(startup_time - date '1970-01-01') * 86400) startup_epoch from gv$instance) i
 where f.con_id <> 2
 order by s.phyrds + s.phywrts desc
