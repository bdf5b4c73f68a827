# 表格标题：KEY-title
hours-title = 服务时长
orgs-title = 组织
workers-title = 社工
volunteers-title = 义工
activities-title = 活动
history-title = 历史

# 列标题：column-KEY；没有标题的列显示其键名
column-as = 身份
column-attendances = 人次
column-by = 修改人
column-category = 类别
column-change = 修改
column-date = 日期
column-field = 字段
column-id = 编号
column-kind = 种类
column-lead = 带队
column-minutes = 小时
column-month = 月份
column-name = 名称
column-new = 新值
column-old = 旧值
column-op = 操作
column-org = 组织
column-people = 人数
column-place = 地点
column-program = 项目
column-status = 状态
column-title = 标题
column-type = 类型
column-who = 人员
column-year = 年份

# 代码：LIST-CODE
as-volunteer = 义工
as-worker = 社工
noun-activity = 活动
noun-org = 组织
noun-volunteer = 义工
noun-worker = 社工

# 表格的周围与下方
total = 合计
nothing = 没有记录
percent = { $number }%
foot-revision = 版本 { $revision }
foot-revision-dirty = 版本 { $revision }，另有尚未提交的改动
foot-records = 记录 { $records }
foot-approx = ≈ 含约数
foot-incomplete = 不完整：{ $number } 条记录无法读取，未计入；用 `tandem check` 查看
foot-repeat = 重新生成：{ $command }
