Attribute VB_Name = "Acceptor"
Option Explicit

' Only in the workbook for LibreOffice: lets Python into the open document through a pipe of its own.

Private pipe As String
Private listener As Object

' Opens the pipe at the first click and returns its name, then and afterwards.
Public Function OpenedPipe(ByVal beginning As String) As String
    Dim fresh As String
    If pipe = "" Then
        Randomize
        fresh = beginning & CLng(Timer * 1000) & "_" & CLng(Rnd * 1000000000)
        Set listener = CreateUnoService("com.sun.star.office.Acceptor")
        listener.initialize Array("pipe,name=" & fresh & ";urp;StarOffice.ComponentContext", True)
        pipe = fresh
    End If
    OpenedPipe = pipe
End Function
