//! Texts of the overlay that lists the keys.

use super::super::{Keys, translation};

translation! {
    Keys::CHINESE {
        title = "快捷键";
        space = "空格";
        toggle = "运行或暂停；回看时，选择如何继续";
        step = "训练一步；按住可连续训练";
        forth = "前进一步；到了末尾，就训练一步（Shift：十步）";
        back = "后退一步，回看（Shift：十步）";
        home = "回看还没有训练的网络";
        end = "回到最新：运行的末尾";
        best = "回看验证损失最低的一步";
        fork = "分支：从正在看的这一步另行训练";
        restart = "重新开始：同样的种子、权重和曲线";
        new_seed = "用下一个种子重新开始";
        undo = "撤销：设置的改动、重新开始、对运行和透镜的操作";
        redo = "重做刚撤销的操作";
        palette = "按名称查找命令或设置";
        save_picture = "把当前视图存为图片";
        open = "打开表格、配方、课程、检查点或权重";
        save_recipe = "保存这次运行的配方";
        copy_moment = "把这一刻放进剪贴板：配方、这一步和画面";
        copy_picture = "把同样的图片放进剪贴板";
        csv = "把当前视图的数据写成 CSV";
        lenses = "显示或隐藏透镜";
        scope = "显示示波器";
        race = "显示竞赛（空格键、S 和 → 用于竞赛）";
        sweep = "显示扫描（空格键开始）";
        runs = "显示运行列表，再按一次换回设置";
        lessons = "显示课程";
        data = "显示表格（空格键开始训练）";
        side = "显示或隐藏左侧的控件栏";
        projector = "全屏投影，再按一次返回";
        larger = "放大文字，其余随之放大";
        smaller = "缩小文字";
        usual_size = "恢复标准文字大小";
        help_keys = "F1 或 ?";
        help = "显示或隐藏这张快捷键表";
        paste = "重放剪贴板里的配方，或打开其中的表格";
        quit = "退出";
        close = "关闭弹出的面板或对话框";
        move_gesture = "拖动、Shift+滚轮";
        move_plot = "沿时间或步数移动";
        zoom_gesture = "滚轮";
        zoom_plot = "沿时间或步数缩放曲线图和时间轴";
        look_back_gesture = "单击";
        look_back = "在损失图上：回看那一步";
        follow_gesture = "双击";
        follow = "在曲线图上：重新跟随最新的一步";
    }
}
