; The installer for one user: no administrator is asked for, and nothing is
; written outside of the user's own folders and registry.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"

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
; anything may lie that was downloaded. Ask is /F to end them in any case, else
; "": the tray then closes by itself. Leaves in $0 how many there were.
!macro EndRunning Ask
  StrCpy $0 0
  System::Call 'kernel32::CreateToolhelp32Snapshot(i 2, i 0) p .r1' ; TH32CS_SNAPPROCESS
  System::Alloc 568 ; a PROCESSENTRY32W of 64 bits
  Pop $2
  System::Call '*$2(i 568)'
  System::Call 'kernel32::Process32FirstW(p r1, p r2) i .r3'
  ${While} $3 <> 0
    System::Call '*$2(i, i, i .r4)'
    System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r4) p .r5' ; PROCESS_QUERY_LIMITED_INFORMATION
    ${If} $5 <> 0
      System::Call 'kernel32::QueryFullProcessImageNameW(p r5, i 0, w .r6, *i ${NSIS_MAX_STRLEN}) i .r7'
      System::Call 'kernel32::CloseHandle(p r5)'
      ${If} $7 <> 0
        ${If} $6 == "$INSTDIR\[[.PROGRAM]]w.exe"
        ${OrIf} $6 == "$INSTDIR\[[.PROGRAM]].exe"
          IntOp $0 $0 + 1
          nsExec::Exec '"$SYSDIR\taskkill.exe" ${Ask} /PID $4'
          Pop $7
        ${EndIf}
      ${EndIf}
    ${EndIf}
    System::Call 'kernel32::Process32NextW(p r1, p r2) i .r3'
  ${EndWhile}
  System::Free $2
  System::Call 'kernel32::CloseHandle(p r1)'
!macroend

!macro CloseRunning
  !insertmacro EndRunning ""
  ${If} $0 > 0
    Sleep 2000
    !insertmacro EndRunning "/F"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    IfSilent +2
    MessageBox MB_OK|MB_ICONSTOP "[[.NAME]] needs Windows 10 or later."
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro CloseRunning
  SetOutPath "$INSTDIR"
  File "files\[[.PROGRAM]].exe"
  File "files\[[.PROGRAM]]w.exe"
  File "files\README.md"
  File "files\CHANGELOG.md"
  File "files\LICENSE.txt"
  File "files\THIRD-PARTY-LICENSES.txt"
  File "halfday.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\[[.NAME]].lnk" "$INSTDIR\[[.PROGRAM]]w.exe" "" "$INSTDIR\halfday.ico"

  ; Who shows the toasts.
  WriteRegStr HKCU "Software\Classes\AppUserModelId\[[.ID]]" "DisplayName" "[[.NAME]]"
  WriteRegStr HKCU "Software\Classes\AppUserModelId\[[.ID]]" "IconUri" "$INSTDIR\halfday.ico"

  ; Found by Windows-R and the address bar of Explorer.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\[[.PROGRAM]].exe" "" "$INSTDIR\[[.PROGRAM]].exe"

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
SectionEnd

; The settings and the list of sessions stay, as with any app: they are in
; $LOCALAPPDATA\[[.NAME]].
Section "Uninstall"
  !insertmacro CloseRunning
  Delete "$INSTDIR\[[.PROGRAM]].exe"
  Delete "$INSTDIR\[[.PROGRAM]]w.exe"
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
