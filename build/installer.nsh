; What the uninstaller does before it removes the files: takes our entry out of the AI clients' configurations, and
; offers to delete what was stored. An update runs the uninstaller too, and must do neither.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    System::Call 'Kernel32::SetEnvironmentVariable(t "ELECTRON_RUN_AS_NODE", t "1")i.r0'
    MessageBox MB_YESNO|MB_ICONQUESTION "Also delete your training history and sign-in from this computer?$\r$\n$\r$\nNothing is changed at TrainingPeaks." /SD IDNO IDYES deleteAll
    nsExec::Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "$INSTDIR\resources\cli.js" remove'
    Goto removed
  deleteAll:
    nsExec::Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "$INSTDIR\resources\cli.js" remove --data'
  removed:
    Pop $0
    System::Call 'Kernel32::SetEnvironmentVariable(t "ELECTRON_RUN_AS_NODE", t "")i.r0'
  ${endIf}
!macroend
