Attribute VB_Name = "Buttons"
Option Explicit

' The buttons of TongHop. Each starts Python, which does the work and writes what it does into the status cell.
' Runs unchanged in Excel and in LibreOffice. ASCII only: what people read stands in named cells of the workbook:
'   baocao_python     full path of the interpreter (pythonw.exe)
'   baocao_pipe       how the pipe's name begins; empty in Excel's workbook
'   baocao_status     the status cell
'   baocao_starting   what it says until Python speaks
'   baocao_no_python  what it says when Python cannot be started

Public Sub MoKyMoi()
    StartPython "MoKyMoi"
End Sub

Public Sub NhanTep()
    StartPython "NhanTep"
End Sub

Public Sub CapNhat()
    StartPython "CapNhat"
End Sub

Public Sub RaSoat()
    StartPython "RaSoat"
End Sub

Public Sub TaoBaoCao()
    StartPython "TaoBaoCao"
End Sub

Public Sub MoBaoCao()
    StartPython "MoBaoCao"
End Sub

Public Sub ChotSoLieu()
    StartPython "ChotSoLieu"
End Sub

Public Sub MoLai()
    StartPython "MoLai"
End Sub

Public Sub GhiSo()
    StartPython "GhiSo"
End Sub

Public Sub LuuBienTap()
    StartPython "LuuBienTap"
End Sub

Private Sub StartPython(ByVal button As String)
    Dim arguments As String
    On Error GoTo Failed
    Tell "baocao_starting"
    arguments = " -P -m macros.buttons " & button & " """ & Escaped(WorkbookPath()) & """" & PipeArgument()
    Launch Setting("baocao_python"), arguments
    Exit Sub
Failed:
    Tell "baocao_no_python"
End Sub

' Starts a program without waiting for it. Shell turns its command into the machine's code page,
' so a program in a folder with accents is started by the script host, where there is one.
Private Sub Launch(ByVal program As String, ByVal arguments As String)
    Dim commandLine As String
    If program = "" Then Err.Raise 53
    commandLine = """" & program & """" & arguments
    If InLibreOffice() Or IsAscii(program) Then
        Shell commandLine, 0
    ElseIf Not LaunchedByScriptHost(commandLine) Then
        Shell commandLine, 0
    End If
End Sub

Private Function LaunchedByScriptHost(ByVal commandLine As String) As Boolean
    On Error GoTo Failed
    CreateObject("WScript.Shell").Run commandLine, 0, False
    LaunchedByScriptHost = True
Failed:
End Function

' LibreOffice listens for Python on a pipe, which its module Acceptor opens; Excel needs none.
Private Function PipeArgument() As String
    Dim beginning As String
    beginning = Setting("baocao_pipe")
    If beginning <> "" And InLibreOffice() Then
        PipeArgument = " --pipe " & Application.Run("VBAProject.Acceptor.OpenedPipe", beginning)
    End If
End Function

Private Function WorkbookPath() As String
    If InLibreOffice() Then
        WorkbookPath = ThisWorkbook.Path & Application.PathSeparator & ThisWorkbook.Name
    Else
        WorkbookPath = ThisWorkbook.FullName
    End If
End Function

Private Function InLibreOffice() As Boolean
    InLibreOffice = Val(Application.Version) < 12
End Function

Private Sub Tell(ByVal sentence As String)
    On Error Resume Next
    If Setting(sentence) <> "" Then
        ThisWorkbook.Names("baocao_status").RefersToRange.Cells(1, 1).Value = Setting(sentence)
    End If
End Sub

Private Function Setting(ByVal cell As String) As String
    On Error Resume Next
    Setting = CStr(ThisWorkbook.Names(cell).RefersToRange.Cells(1, 1).Value)
End Function

' A text in letters that any command line carries: the others as ~ and four hexadecimal digits (macros/arguments.py).
Private Function Escaped(ByVal text As String) As String
    Dim position As Long
    Dim code As Long
    For position = 1 To Len(text)
        code = CodeAt(text, position)
        Select Case code
            Case 45 To 58, 65 To 90, 92, 95, 97 To 122
                Escaped = Escaped & Mid$(text, position, 1)
            Case Else
                Escaped = Escaped & "~" & Right$("000" & Hex$(code), 4)
        End Select
    Next position
End Function

Private Function IsAscii(ByVal text As String) As Boolean
    Dim position As Long
    For position = 1 To Len(text)
        If CodeAt(text, position) > 126 Then Exit Function
    Next position
    IsAscii = True
End Function

Private Function CodeAt(ByVal text As String, ByVal position As Long) As Long
    CodeAt = AscW(Mid$(text, position, 1))
    If CodeAt < 0 Then CodeAt = CodeAt + 65536
End Function
