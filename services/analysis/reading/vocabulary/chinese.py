"""Chinese, which sets no blanks between words: endings and parts of phrases, not words."""

from __future__ import annotations

from services.analysis.reading.vocabulary.headings import SectionKind
from services.analysis.reading.vocabulary.listing import phrases

_HEADINGS: dict[SectionKind, str] = {
    "contact": """
联系方式|联系信息|基本信息|个人信息
""",
    "summary": """
自我评价|个人简介|个人总结|自我介绍|关于我|求职意向|个人概述|简介
""",
    "experience": """
工作经历|工作经验|实习经历|实习经验|职业经历|工作背景|任职经历|实践经历|科研经历
""",
    "activities": """
校园经历|社团经历|课外活动|社会实践|校园活动|学生工作
""",
    "education": """
教育背景|教育经历|学历|教育|学习经历
""",
    "skills": """
专业技能|技能|技能清单|个人技能|技术栈|职业技能|技能特长|掌握技能|it技能|相关技能|技能证书
""",
    "projects": """
项目经历|项目经验|个人项目|开源项目|主要项目|项目
""",
    "certifications": """
证书|资格证书|认证|获得证书
""",
    "languages": """
语言能力|语言|外语水平|语言技能
""",
    "other": """
荣誉奖项|获奖情况|获奖经历|荣誉|奖项|兴趣爱好|爱好|论文|出版物|其他|其它|专利|所获荣誉|附加信息
""",
}
HEADINGS: dict[str, SectionKind] = {
    phrase: kind for kind, block in _HEADINGS.items() for phrase in phrases(block)
}

TITLE_ENDINGS: tuple[str, ...] = tuple(
    phrases(
        """
工程师|经理|实习生|主管|总监|助理|设计师|研究员|教师|讲师|教授|专员|顾问|分析师|架构师|程序员|负责人
总裁|主任|会计|律师|医生|护士|编辑|记者|翻译|销售|客服|秘书|站长|店长|组长|部长|社长|主席|创始人
合伙人|开发|产品|运营|前端|后端|测试|算法|科学家|志愿者|实习|老师|培训师|董事长|厂长
"""
    )
)
COMPANY_ENDINGS: tuple[str, ...] = tuple(
    phrases(
        "公司|集团|银行|医院|研究所|研究院|事务所|工作室|学校|大学|学院|协会|学生会|中心|实验室|出版社|科技|网络"
    )
)
COMPANY_PARTS: tuple[str, ...] = ("有限公司", "股份公司", "集团")
SCHOOL_PARTS: tuple[str, ...] = ("大学", "学院", "中学", "高中", "学校")
DEGREE_PARTS: tuple[str, ...] = ("学士", "硕士", "博士", "本科", "专科", "大专", "研究生")
LEAD_INS: frozenset[str] = phrases("熟悉|精通|掌握|了解|熟练使用|熟练掌握|能够使用|擅长|具备")
