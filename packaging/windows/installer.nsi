; The installer for one user: no administrator is asked for, and nothing is
; written outside of the user's own folders and registry.
Unicode true
Target [[.STUB]]
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\[[.ID]]"

Name "[[.NAME]]"
OutFile "[[.OUT]]"
InstallDir "$LOCALAPPDATA\Programs\[[.NAME]]"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "[[.NAME]] [[.VERSION]]"

VIProductVersion "[[.NUMBER]].0"
VIFileVersion "[[.NUMBER]].0"
VIAddVersionKey "ProductName" "[[.NAME]]"
VIAddVersionKey "ProductVersion" "[[.VERSION]]"
VIAddVersionKey "FileVersion" "[[.VERSION]]"
VIAddVersionKey "FileDescription" "[[.NAME]] installer"
VIAddVersionKey "CompanyName" "[[.PUBLISHER]]"
VIAddVersionKey "LegalCopyright" "[[.COPYRIGHT]]"

!define MUI_ICON "halfday.ico"
!define MUI_UNICON "halfday.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\[[.PROGRAM]]w.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Japanese"

; A running program cannot be replaced. Only those are ended that were started
; from the folder of this installation, and by system programs named in full:
; a bare name is looked for in the folder of the installer first, where
; anything may lie that was downloaded. Whether they have ended is asked of the
; files: taskkill also refuses, and windowless ones do not hear it.
!macro Functions un

; Ends them; $2 is /F to do so in any case, else "": the tray then closes by
; itself.
Function ${un}EndRunning
  System::Call 'kernel32::CreateToolhelp32Snapshot(i 2, i 0) p .r1' ; TH32CS_SNAPPROCESS
  System::Alloc [[.ENTRY]] ; a PROCESSENTRY32W
  Pop $8
  System::Call '*$8(i [[.ENTRY]])'
  System::Call 'kernel32::Process32FirstW(p r1, p r8) i .r3'
  ${While} $3 <> 0
    System::Call '*$8(i, i, i .r4)'
    System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r4) p .r5' ; PROCESS_QUERY_LIMITED_INFORMATION
    ${If} $5 <> 0
      System::Call 'kernel32::QueryFullProcessImageNameW(p r5, i 0, w .r6, *i ${NSIS_MAX_STRLEN}) i .r7'
      System::Call 'kernel32::CloseHandle(p r5)'
      ${If} $7 <> 0
        ${If} $6 == "$INSTDIR\[[.PROGRAM]]w.exe"
        ${OrIf} $6 == "$INSTDIR\[[.PROGRAM]].exe"
          nsExec::Exec '"$SYSDIR\taskkill.exe" $2 /PID $4'
          Pop $7
        ${EndIf}
      ${EndIf}
    ${EndIf}
    System::Call 'kernel32::Process32NextW(p r1, p r8) i .r3'
  ${EndWhile}
  System::Free $8
  System::Call 'kernel32::CloseHandle(p r1)'
FunctionEnd

; Waits until both programs can be written, at most $2 tenths of a second.
; Leaves in $0 the one that cannot be, or "".
Function ${un}AwaitFree
  ${Do}
    StrCpy $0 ""
    ${If} ${FileExists} "$INSTDIR\[[.PROGRAM]].exe"
      ClearErrors
      FileOpen $1 "$INSTDIR\[[.PROGRAM]].exe" a
      ${If} ${Errors}
        StrCpy $0 "[[.PROGRAM]].exe"
      ${Else}
        FileClose $1
      ${EndIf}
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\[[.PROGRAM]]w.exe"
      ClearErrors
      FileOpen $1 "$INSTDIR\[[.PROGRAM]]w.exe" a
      ${If} ${Errors}
        StrCpy $0 "[[.PROGRAM]]w.exe"
      ${Else}
        FileClose $1
      ${EndIf}
    ${EndIf}
    ${If} $0 == ""
    ${OrIf} $2 <= 0
      ${Break}
    ${EndIf}
    Sleep 100
    IntOp $2 $2 - 1
  ${Loop}
FunctionEnd

; Ends what runs, and gives up where it goes on: with an error, and before
; anything was changed. Leaves in $R9 whether the tray ran.
Function ${un}CloseRunning
  StrCpy $R9 0
  StrCpy $2 0
  Call ${un}AwaitFree
  ${If} $0 == ""
    Return
  ${EndIf}
  FindWindow $1 "HalfdayLock" ; the window of the tray that hears of the screen lock
  ${If} $1 <> 0
    StrCpy $R9 1
  ${EndIf}
  StrCpy $2 ""
  Call ${un}EndRunning
  StrCpy $2 30
  Call ${un}AwaitFree
  ${If} $0 == ""
    Return
  ${EndIf}
  StrCpy $2 "/F"
  Call ${un}EndRunning
  StrCpy $2 100
  Call ${un}AwaitFree
  ${If} $0 != ""
    MessageBox MB_OK|MB_ICONSTOP "$0 is still running, or another program has it open. Quit [[.NAME]], and try again." /SD IDOK
    SetErrorLevel 3
    Abort "$INSTDIR\$0 cannot be written. Nothing was changed."
  ${EndIf}
FunctionEnd

!macroend
!insertmacro Functions ""
!insertmacro Functions "un."

; What could not be written stays as it was, and is no success.
!macro FailOnErrors
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Some files in $INSTDIR could not be written or removed." /SD IDOK
    SetErrorLevel 3
    Abort
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "[[.NAME]] needs Windows 10 or later." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  !if "[[.STUB]]" == "x86-unicode" ; runs on ARM only because Windows emulates it there
    SetRegView 64
    ${IfNot} ${IsNativeARM64}
      MessageBox MB_OK|MB_ICONSTOP "This setup is for Windows on ARM. Please take the one for amd64." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  !endif
FunctionEnd

Section
  Call CloseRunning
  SetOutPath "$INSTDIR"
  SetOverwrite try
  ClearErrors
  File "files\[[.PROGRAM]].exe"
  File "files\[[.PROGRAM]]w.exe"
  File "files\README.md"
  File "files\CHANGELOG.md"
  File "files\LICENSE.txt"
  File "files\THIRD-PARTY-LICENSES.txt"
  File "halfday.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro FailOnErrors
  SetOutPath "$PROFILE" ; where the shortcut and the tray start: not in the way of a removal
  CreateShortcut "$SMPROGRAMS\[[.NAME]].lnk" "$INSTDIR\[[.PROGRAM]]w.exe" "" "$INSTDIR\halfday.ico"

  ; Who shows the toasts.
  WriteRegStr HKCU "Software\Classes\AppUserModelId\[[.ID]]" "DisplayName" "[[.NAME]]"
  WriteRegStr HKCU "Software\Classes\AppUserModelId\[[.ID]]" "IconUri" "$INSTDIR\halfday.ico"

  ; Found by Windows-R and the address bar of Explorer, where nobody wants a console.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\[[.PROGRAM]].exe" "" "$INSTDIR\[[.PROGRAM]]w.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "[[.NAME]]"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "[[.VERSION]]"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\halfday.ico"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "[[.PUBLISHER]]"
  WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "[[.HOMEPAGE]]"
  WriteRegStr HKCU "${UNINSTALL}" "HelpLink" "[[.ISSUES]]"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; Who installs by hand is asked on the last page.
  ${If} ${Silent}
  ${AndIf} $R9 = 1
    Exec '"$INSTDIR\[[.PROGRAM]]w.exe"'
  ${EndIf}
SectionEnd

; The settings and the list of sessions stay, as with any app: they are in
; $LOCALAPPDATA\[[.NAME]].
Section "Uninstall"
  !if "[[.STUB]]" == "x86-unicode"
    SetRegView 64
  !endif
  Call un.CloseRunning
  SetOutPath "$TEMP" ; a folder that is somebody's place of work cannot be removed
  ClearErrors
  Delete "$INSTDIR\[[.PROGRAM]].exe"
  Delete "$INSTDIR\[[.PROGRAM]]w.exe"
  !insertmacro FailOnErrors
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\THIRD-PARTY-LICENSES.txt"
  Delete "$INSTDIR\halfday.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\[[.NAME]].lnk"
  DeleteRegKey HKCU "Software\Classes\AppUserModelId\[[.ID]]"
  DeleteRegKey HKCU "Software\Classes\CLSID\[[.TOAST_ACTIVATOR]]"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "[[.ID]]"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "[[.ID]]"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\[[.PROGRAM]].exe"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
