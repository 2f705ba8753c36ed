<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Choices</name>
    <message>
        <source>Follow system</source>
        <translation>Seguir o sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Alto contraste, claro</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>Alto contraste, escuro</translation>
    </message>
    <message>
        <source>Current: memory 128 to 10240 MB</source>
        <translation>Atual: memória de 128 a 10240 MB</translation>
    </message>
    <message>
        <source>Classic (2019): memory 128 to 3008 MB by 64</source>
        <translation>Clássico (2019): memória de 128 a 3008 MB, de 64 em 64</translation>
    </message>
</context>
<context>
    <name>EnvState</name>
    <message>
        <source>Cold</source>
        <translation>Fria</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Quente</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Em execução</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Limitada</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erro</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>Provisionada</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Ociosa</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>now</source>
        <translation>agora</translation>
    </message>
    <message>
        <source>-%1 min</source>
        <translation>-%1 min</translation>
    </message>
    <message>
        <source>-%1 s</source>
        <translation>-%1 s</translation>
    </message>
    <message>
        <source>-%1 ms</source>
        <translation>-%1 ms</translation>
    </message>
</context>
<context>
    <name>lambdarium::BuildSection</name>
    <message>
        <source>Build</source>
        <translation>Compilar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Write the deployment package as a zip file: the same code gives the same bytes</source>
        <translation>Gravar o pacote de implantação como arquivo zip: o mesmo código dá os mesmos bytes</translation>
    </message>
    <message>
        <source>Replace the code folder by what a deployment zip holds</source>
        <translation>Substituir a pasta de código pelo que um zip de implantação contém</translation>
    </message>
    <message>
        <source>Built as its folder asks for (CMakeLists.txt, Cargo.toml, go.mod, pom.xml, requirements.txt, package.json); code without one runs as it is.</source>
        <translation>Compilado como sua pasta pede (CMakeLists.txt, Cargo.toml, go.mod, pom.xml, requirements.txt, package.json); código sem nenhum deles roda como está.</translation>
    </message>
    <message>
        <source>Built with %1.</source>
        <translation>Compilado com %1.</translation>
    </message>
    <message>
        <source>Waiting for another build</source>
        <translation>Esperando outra compilação</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Compilando</translation>
    </message>
    <message>
        <source>Built in %1</source>
        <translation>Compilado em %1</translation>
    </message>
    <message>
        <source>Cancelled after %1</source>
        <translation>Cancelado após %1</translation>
    </message>
    <message>
        <source>Failed after %1: %2</source>
        <translation>Falhou após %1: %2</translation>
    </message>
    <message>
        <source>It has to be built before it can run.</source>
        <translation>Precisa ser compilado antes de rodar.</translation>
    </message>
</context>
<context>
    <name>lambdarium::Canvas</name>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 de %3</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Nota: %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a spoken list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>no outputs</source>
        <translation>sem saídas</translation>
    </message>
    <message>
        <source>1 output: %1</source>
        <translation>1 saída: %1</translation>
    </message>
    <message>
        <source>%1 outputs: %2</source>
        <translation>%1 saídas: %2</translation>
    </message>
    <message>
        <source>on failure %1</source>
        <translation>em falha %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>lote %1</translation>
    </message>
    <message numerus="yes">
        <source>after %n tries</source>
        <translation>
            <numerusform>após %n tentativa</numerusform>
            <numerusform>após %n tentativas</numerusform>
        </translation>
    </message>
    <message>
        <source>on success</source>
        <translation>em sucesso</translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation>mensagens mortas</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>bruta</translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation>URL da função</translation>
    </message>
    <message>
        <source>Signed requests</source>
        <translation>Requisições assinadas</translation>
    </message>
    <message>
        <source>Open to callers</source>
        <translation>Aberta a todos</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Desativado</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Tópico</translation>
    </message>
    <message>
        <source>%1 · %2 MB</source>
        <translation>%1 · %2 MB</translation>
    </message>
    <message>
        <source>FIFO queue</source>
        <translation>Fila FIFO</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Custom runtime</source>
        <translation>Runtime próprio</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>A cada minuto</translation>
    </message>
    <message>
        <source>Every %1 min</source>
        <translation>A cada %1 min</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>A cada hora</translation>
    </message>
    <message>
        <source>Every %1 h</source>
        <translation>A cada %1 h</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Todo dia</translation>
    </message>
    <message>
        <source>Every %1 days</source>
        <translation>A cada %1 dias</translation>
    </message>
    <message>
        <source>function</source>
        <translation>função</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>fila</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>tópico</translation>
    </message>
    <message>
        <source>bucket</source>
        <translation>bucket</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>agendamento</translation>
    </message>
    <message>
        <source>function URL</source>
        <translation>URL da função</translation>
    </message>
    <message>
        <source>other resource</source>
        <translation>outro recurso</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Função</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Agendamento</translation>
    </message>
    <message>
        <source>Messages start the function</source>
        <translation>Mensagens iniciam a função</translation>
    </message>
    <message>
        <source>New objects start the function</source>
        <translation>Objetos novos iniciam a função</translation>
    </message>
    <message>
        <source>Notifications start the function</source>
        <translation>Notificações iniciam a função</translation>
    </message>
    <message>
        <source>The schedule starts the function</source>
        <translation>O agendamento inicia a função</translation>
    </message>
    <message>
        <source>Calls of the URL start the function</source>
        <translation>Chamadas à URL iniciam a função</translation>
    </message>
    <message>
        <source>Notifications go to the queue</source>
        <translation>Notificações vão para a fila</translation>
    </message>
    <message>
        <source>Dead letters after too many tries</source>
        <translation>Mensagens mortas, após tentativas demais</translation>
    </message>
    <message>
        <source>On failure</source>
        <translation>Em falha</translation>
    </message>
    <message>
        <source>On success</source>
        <translation>Em sucesso</translation>
    </message>
    <message>
        <source>Dead-letter queue of asynchronous events</source>
        <translation>Fila de mensagens mortas dos eventos assíncronos</translation>
    </message>
    <message>
        <source>The function&apos;s code uses it</source>
        <translation>O código da função o usa</translation>
    </message>
    <message>
        <source>A %1 starts a function; it cannot reach a %2. Drop on empty space to add a function.</source>
        <translation>De %1 só se inicia uma função; não se chega a %2. Solte em espaço vazio para adicionar uma função.</translation>
    </message>
    <message>
        <source>Nothing can be sent to a %1: it only starts a function.</source>
        <translation>Nada pode ser enviado a %1: só serve para iniciar uma função.</translation>
    </message>
    <message>
        <source>A %1 cannot be connected to a %2. A function can stand between them: drop on empty space to add one.</source>
        <translation>Não dá para conectar %1 a %2. Uma função pode ficar entre os dois: solte em espaço vazio para adicionar uma.</translation>
    </message>
    <message>
        <source>%1/%2 live</source>
        <translation>%1/%2 vivos</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vazio</translation>
    </message>
    <message numerus="yes">
        <source>%n messages</source>
        <translation>
            <numerusform>%n mensagem</numerusform>
            <numerusform>%n mensagens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects</source>
        <translation>
            <numerusform>%n objeto</numerusform>
            <numerusform>%n objetos</numerusform>
        </translation>
    </message>
    <message>
        <source>Next at %1</source>
        <translation>Próximo às %1</translation>
    </message>
    <message>
        <source>Triggers stopped</source>
        <translation>Gatilhos parados</translation>
    </message>
    <message>
        <source>one cell = %1</source>
        <translation>uma célula = %1</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problema</numerusform>
            <numerusform>%n problemas</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for a build</source>
        <translation>Esperando compilação</translation>
    </message>
    <message>
        <source>Building · %1 s</source>
        <translation>Compilando · %1 s</translation>
    </message>
    <message>
        <source>The build failed</source>
        <translation>A compilação falhou</translation>
    </message>
    <message>
        <source>Needs a build</source>
        <translation>Precisa compilar</translation>
    </message>
    <message>
        <source>Not in the template</source>
        <translation>Fora do template</translation>
    </message>
</context>
<context>
    <name>lambdarium::CanvasOverlays</name>
    <message>
        <source>Show only %1</source>
        <translation>Mostrar só: %1</translation>
    </message>
    <message>
        <source>Select (V)</source>
        <translation>Selecionar (V)</translation>
    </message>
    <message>
        <source>Pan (H, or hold Space)</source>
        <translation>Mover a vista (H, ou segure Espaço)</translation>
    </message>
    <message>
        <source>Add a function (F)</source>
        <translation>Adicionar função (F)</translation>
    </message>
    <message>
        <source>Add a function URL (A)</source>
        <translation>Adicionar URL de função (A)</translation>
    </message>
    <message>
        <source>Add a queue (Q)</source>
        <translation>Adicionar fila (Q)</translation>
    </message>
    <message>
        <source>Add a topic (T)</source>
        <translation>Adicionar tópico (T)</translation>
    </message>
    <message>
        <source>Add a schedule (S)</source>
        <translation>Adicionar agendamento (S)</translation>
    </message>
    <message>
        <source>Add a bucket (B)</source>
        <translation>Adicionar bucket (B)</translation>
    </message>
    <message>
        <source>Add a note (N)</source>
        <translation>Adicionar nota (N)</translation>
    </message>
    <message>
        <source>Tidy the layout (L)</source>
        <translation>Organizar o layout (L)</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+-)</source>
        <translation>Diminuir zoom (Ctrl+-)</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>Aumentar zoom (Ctrl++)</translation>
    </message>
    <message>
        <source>Fit (Ctrl+0)</source>
        <translation>Enquadrar (Ctrl+0)</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legenda</translation>
    </message>
    <message>
        <source>Zoom %1</source>
        <translation>Zoom %1</translation>
    </message>
</context>
<context>
    <name>lambdarium::CanvasView</name>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>A function URL has no name of its own; rename its function.</source>
        <translation>Uma URL de função não tem nome próprio; renomeie a função.</translation>
    </message>
    <message>
        <source>Tidy the layout</source>
        <translation>Organizar o layout</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Open code</source>
        <translation>Abrir código</translation>
    </message>
    <message>
        <source>Send a message…</source>
        <translation>Enviar mensagem…</translation>
    </message>
    <message>
        <source>Purge messages</source>
        <translation>Limpar mensagens</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <source>Put a file…</source>
        <translation>Enviar arquivo…</translation>
    </message>
    <message>
        <source>Fire now</source>
        <translation>Disparar agora</translation>
    </message>
    <message>
        <source>Call…</source>
        <translation>Chamar…</translation>
    </message>
    <message>
        <source>Connect to…	W</source>
        <translation>Conectar a…	W</translation>
    </message>
    <message>
        <source>Edit	F2</source>
        <translation>Editar	F2</translation>
    </message>
    <message>
        <source>Rename	F2</source>
        <translation>Renomear	F2</translation>
    </message>
    <message>
        <source>Duplicate	Ctrl+D</source>
        <translation>Duplicar	Ctrl+D</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>Excluir	Del</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Adicionar %1</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Adicionar nota</translation>
    </message>
    <message>
        <source>Tidy the layout	L</source>
        <translation>Organizar o layout	L</translation>
    </message>
    <message>
        <source>Fit	Ctrl+0</source>
        <translation>Enquadrar	Ctrl+0</translation>
    </message>
    <message>
        <source>Disconnect	Del</source>
        <translation>Desconectar	Del</translation>
    </message>
    <message>
        <source>Application canvas</source>
        <translation>Diagrama da aplicação</translation>
    </message>
    <message>
        <source>Environment %1 · %2
Click to open it.</source>
        <translation>Ambiente %1 · %2
Clique para abri-lo.</translation>
    </message>
    <message>
        <source>New function…</source>
        <translation>Nova função…</translation>
    </message>
    <message>
        <source>%1 is not in the template. Adopt it first.</source>
        <translation>%1 não está no template. Adote a função primeiro.</translation>
    </message>
    <message>
        <source>Delete function…</source>
        <translation>Excluir função…</translation>
    </message>
</context>
<context>
    <name>lambdarium::ChartWidget</name>
    <message>
        <source>Show as table</source>
        <translation>Mostrar como tabela</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Copiar como CSV</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Copiar como imagem</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Mostrar tudo</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Limpar a seleção</translation>
    </message>
</context>
<context>
    <name>lambdarium::ChoiceFieldRow</name>
    <message>
        <source>Not set</source>
        <translation>Não definido</translation>
    </message>
</context>
<context>
    <name>lambdarium::CodeEditor</name>
    <message>
        <source>Source code</source>
        <translation>Código-fonte</translation>
    </message>
</context>
<context>
    <name>lambdarium::CodeLink</name>
    <message>
        <source>No code to show</source>
        <translation>Nenhum código a mostrar</translation>
    </message>
    <message>
        <source>Select a function, or add one on the canvas.</source>
        <translation>Selecione uma função, ou adicione uma no diagrama.</translation>
    </message>
    <message>
        <source>%1 is not a file of this workspace.</source>
        <translation>%1 não é um arquivo deste workspace.</translation>
    </message>
    <message>
        <source>p95 %1 ms</source>
        <translation>p95 %1 ms</translation>
    </message>
</context>
<context>
    <name>lambdarium::CommandPalette</name>
    <message>
        <source>Go to a function, file or setting; &gt; for commands, : for a line, = to set a value</source>
        <translation>Ir para função, arquivo ou ajuste; &gt; comandos, : linha, = definir um valor</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Paleta de comandos</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Resultados</translation>
    </message>
</context>
<context>
    <name>lambdarium::ConcurrencyChart</name>
    <message>
        <source>Nothing has run yet. Press Ctrl+Enter to send an event: each environment in use raises the line by one.</source>
        <translation>Nada foi executado ainda. Pressione Ctrl+Enter para enviar um evento: cada ambiente em uso sobe a linha em um.</translation>
    </message>
    <message>
        <source>other</source>
        <translation>outras</translation>
    </message>
    <message>
        <source>Reserved %1</source>
        <translation>Reservada %1</translation>
    </message>
    <message>
        <source>Account limit %1</source>
        <translation>Conta: %1</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 agora</translation>
    </message>
    <message>
        <source>%1 ↑</source>
        <translation>%1 ↑</translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>Nada foi executado ainda.</translation>
    </message>
    <message>
        <source>all functions</source>
        <translation>todas as funções</translation>
    </message>
    <message>
        <source>Concurrency of %1: %2 now, at most %3 in view; %4; %5 refused, %6 cold starts in view.</source>
        <translation>Simultaneidade de %1: %2 agora, no máximo %3 à vista; %4; %5 recusadas e %6 partidas a frio à vista.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Função</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Em uso</translation>
    </message>
    <message>
        <source>%1 in use, %2 refused about here</source>
        <translation>%1 em uso, %2 recusadas por volta daqui</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 em uso</translation>
    </message>
</context>
<context>
    <name>lambdarium::ConcurrencyPanel</name>
    <message>
        <source>Show in Observe</source>
        <translation>Mostrar em Observar</translation>
    </message>
    <message>
        <source>all functions</source>
        <translation>todas as funções</translation>
    </message>
    <message>
        <source>Concurrency of %1</source>
        <translation>Simultaneidade de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n throttle(s)</source>
        <translation>
            <numerusform>%n limitada</numerusform>
            <numerusform>%n limitadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cold start(s)</source>
        <translation>
            <numerusform>%n partida a frio</numerusform>
            <numerusform>%n partidas a frio</numerusform>
        </translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Simultaneidade</translation>
    </message>
</context>
<context>
    <name>lambdarium::ConfigurePage</name>
    <message>
        <source>Environment</source>
        <translation>Variáveis</translation>
    </message>
    <message>
        <source>Add a variable</source>
        <translation>Adicionar variável</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>Runtime</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Tempo limite</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Temporary disk</source>
        <translation>Disco temporário</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Execution role</source>
        <translation>Perfil de execução</translation>
    </message>
    <message>
        <source>%1Role, made by SAM</source>
        <translation>%1Role, criado pelo SAM</translation>
    </message>
    <message>
        <source>Policies are stored and shown, but not yet enforced: a call that AWS would deny works here.</source>
        <translation>As políticas são guardadas e mostradas, mas ainda não aplicadas: uma chamada que a AWS negaria funciona aqui.</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Simultaneidade</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reservada</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Function name</source>
        <translation>Nome da função</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>Para que serve?</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 em %2</translation>
    </message>
    <message>
        <source>Shares the account&apos;s %1</source>
        <translation>Divide as %1 da conta</translation>
    </message>
    <message>
        <source>0: every request is refused</source>
        <translation>0: toda requisição é recusada</translation>
    </message>
    <message>
        <source>%1 left unreserved</source>
        <translation>%1 sem reserva</translation>
    </message>
    <message>
        <source>Not deployed: %1</source>
        <translation>Não implantada: %1</translation>
    </message>
    <message>
        <source>%1 of %2 in use</source>
        <translation>%1 de %2 em uso</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 em uso</translation>
    </message>
    <message>
        <source>/tmp: %1 used of %2 MB</source>
        <translation>/tmp: %1 usados de %2 MB</translation>
    </message>
    <message>
        <source>The Lambda API changed %1. That counts until the template changes it.</source>
        <translation>A API do Lambda alterou %1. Isso vale até que o template mude esse valor.</translation>
    </message>
</context>
<context>
    <name>lambdarium::ConnectionsSection</name>
    <message>
        <source>Nothing is connected. Drag a wire from a port on the canvas.</source>
        <translation>Nada conectado. Puxe uma conexão a partir de uma porta no diagrama.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Ir para %1</translation>
    </message>
    <message>
        <source>After so many receives</source>
        <translation>Após tentativas</translation>
    </message>
    <message>
        <source>Raw message delivery</source>
        <translation>Entrega bruta</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Tamanho do lote</translation>
    </message>
    <message>
        <source>Batch window</source>
        <translation>Janela do lote</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Most at once</source>
        <translation>Máximo simultâneo</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Livre</translation>
    </message>
    <message>
        <source>Report single failures</source>
        <translation>Relatar falhas por item</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Key begins with</source>
        <translation>Chave começa com</translation>
    </message>
    <message>
        <source>Key ends with</source>
        <translation>Chave termina com</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Qualquer coisa</translation>
    </message>
</context>
<context>
    <name>lambdarium::CoreText</name>
    <message>
        <source>%1 already reads this queue: each message will go to only one of the two.</source>
        <translation>%1 já lê esta fila: cada mensagem irá para só uma das duas.</translation>
    </message>
    <message>
        <source>%1 also sends to this queue: it can start itself again and again.</source>
        <translation>%1 também envia para esta fila: pode iniciar a si mesma sem parar.</translation>
    </message>
    <message>
        <source>%1 also reads this queue: it can start itself again and again.</source>
        <translation>%1 também lê esta fila: pode iniciar a si mesma sem parar.</translation>
    </message>
    <message>
        <source>%1 also listens to this topic: it can start itself again and again.</source>
        <translation>%1 também escuta este tópico: pode iniciar a si mesma sem parar.</translation>
    </message>
    <message>
        <source>%1 also publishes to this topic: it can start itself again and again.</source>
        <translation>%1 também publica neste tópico: pode iniciar a si mesma sem parar.</translation>
    </message>
    <message>
        <source>The queue&apos;s visibility timeout (%1 s) is shorter than the function&apos;s timeout (%2 s), which AWS refuses; it will be raised to six times that.</source>
        <translation>O tempo de visibilidade da fila (%1 s) é menor que o tempo limite da função (%2 s), o que a AWS recusa; será aumentado para seis vezes este.</translation>
    </message>
    <message>
        <source>%1 reads batches of up to 10 messages, in order within each message group.</source>
        <translation>%1 lê lotes de até 10 mensagens, em ordem dentro de cada grupo.</translation>
    </message>
    <message>
        <source>%1 reads batches of up to 10 messages; what fails returns to the queue.</source>
        <translation>%1 lê lotes de até 10 mensagens; o que falha volta para a fila.</translation>
    </message>
    <message>
        <source>%1 would both be started by and write to this bucket: use different prefixes, or it starts itself again and again.</source>
        <translation>%1 seria iniciada por este bucket e gravaria nele: use prefixos diferentes, ou ela inicia a si mesma sem parar.</translation>
    </message>
    <message>
        <source>Every new object in the bucket invokes %1 asynchronously.</source>
        <translation>Cada objeto novo no bucket invoca %1 de forma assíncrona.</translation>
    </message>
    <message>
        <source>%1 may read and write the bucket: environment variable and S3CrudPolicy.</source>
        <translation>%1 pode ler e gravar no bucket: variável de ambiente e S3CrudPolicy.</translation>
    </message>
    <message>
        <source>%1 may send to the queue: environment variable and SQSSendMessagePolicy.</source>
        <translation>%1 pode enviar para a fila: variável de ambiente e SQSSendMessagePolicy.</translation>
    </message>
    <message>
        <source>%1 may publish to the topic: environment variable and SNSPublishMessagePolicy.</source>
        <translation>%1 pode publicar no tópico: variável de ambiente e SNSPublishMessagePolicy.</translation>
    </message>
    <message>
        <source>This replaces %1.</source>
        <translation>Isto substitui %1.</translation>
    </message>
    <message>
        <source>The result of every successful asynchronous event goes to %1.</source>
        <translation>O resultado de cada evento assíncrono bem-sucedido vai para %1.</translation>
    </message>
    <message>
        <source>Asynchronous events that still fail after %1 retries go to %2.</source>
        <translation>Eventos assíncronos que ainda falham após %1 novas tentativas vão para %2.</translation>
    </message>
    <message>
        <source>Asynchronous events that still fail after their retries go to %1.</source>
        <translation>Eventos assíncronos que ainda falham após as novas tentativas vão para %1.</translation>
    </message>
    <message>
        <source>%1 already dead-letters to this queue: messages would go in a circle.</source>
        <translation>%1 já manda mensagens mortas para esta fila: elas andariam em círculo.</translation>
    </message>
    <message>
        <source>Messages received 3 times without success move to %1.</source>
        <translation>Mensagens recebidas 3 vezes sem sucesso vão para %1.</translation>
    </message>
    <message>
        <source>Every message of the topic invokes %1 asynchronously.</source>
        <translation>Cada mensagem do tópico invoca %1 de forma assíncrona.</translation>
    </message>
    <message>
        <source>The schedule will invoke %1 asynchronously.</source>
        <translation>O agendamento invocará %1 de forma assíncrona.</translation>
    </message>
    <message>
        <source>Callers of the URL wait for the answer of %1.</source>
        <translation>Quem chama a URL espera a resposta de %1.</translation>
    </message>
    <message>
        <source>Every message of the topic is put into %1.</source>
        <translation>Cada mensagem do tópico é posta em %1.</translation>
    </message>
    <message>
        <source>Nothing can be sent to a schedule or a URL: they only start functions.</source>
        <translation>Nada pode ser enviado a um agendamento ou URL: eles só iniciam funções.</translation>
    </message>
    <message>
        <source>A schedule cannot read from a queue. Drop on empty space to add a function.</source>
        <translation>Um agendamento não pode ler de uma fila. Solte em espaço vazio para adicionar uma função.</translation>
    </message>
    <message>
        <source>A schedule can only invoke a function. Drop on empty space to add one.</source>
        <translation>Um agendamento só pode invocar uma função. Solte em espaço vazio para adicionar uma.</translation>
    </message>
    <message>
        <source>A URL can only invoke a function. Drop on empty space to add one.</source>
        <translation>Uma URL só pode invocar uma função. Solte em espaço vazio para adicionar uma.</translation>
    </message>
    <message>
        <source>A queue does not send by itself: put a function in between that reads it.</source>
        <translation>Uma fila não envia sozinha: ponha no meio uma função que a leia.</translation>
    </message>
    <message>
        <source>A topic delivers to functions and queues only: put a function in between.</source>
        <translation>Um tópico só entrega a funções e filas: ponha uma função no meio.</translation>
    </message>
    <message>
        <source>A bucket can only notify a function here: put one in between.</source>
        <translation>Um bucket só pode notificar uma função aqui: ponha uma no meio.</translation>
    </message>
    <message>
        <source>A bucket cannot be this kind of destination here; the function can use it.</source>
        <translation>Um bucket não pode ser esse tipo de destino aqui; a função pode usá-lo.</translation>
    </message>
    <message>
        <source>One function calls another from its code; as wires there are on failure and on success.</source>
        <translation>Uma função chama outra pelo código; como conexões há em falha e em sucesso.</translation>
    </message>
    <message>
        <source>A FIFO queue cannot receive the events of a function; use a standard queue.</source>
        <translation>Uma fila FIFO não pode receber os eventos de uma função; use uma fila padrão.</translation>
    </message>
    <message>
        <source>The template has no resource %1.</source>
        <translation>O template não tem o recurso %1.</translation>
    </message>
    <message>
        <source>The template has no wire %1.</source>
        <translation>O template não tem a conexão %1.</translation>
    </message>
    <message>
        <source>The template has no %1.</source>
        <translation>O template não tem %1.</translation>
    </message>
    <message>
        <source>%1 is shown but not run here.</source>
        <translation>%1 é mostrado, mas não executado aqui.</translation>
    </message>
    <message>
        <source>A wire needs two different ends.</source>
        <translation>Uma conexão precisa de duas pontas diferentes.</translation>
    </message>
    <message>
        <source>This wire is there already.</source>
        <translation>Esta conexão já existe.</translation>
    </message>
    <message>
        <source>%1 already has a function URL.</source>
        <translation>%1 já tem uma URL de função.</translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function; a bucket event needs an AWS::Serverless::Function.</source>
        <translation>%1 é uma AWS::Lambda::Function; um evento de bucket precisa de uma AWS::Serverless::Function.</translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function and has no events of its own.</source>
        <translation>%1 é uma AWS::Lambda::Function e não tem eventos próprios.</translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function; change its type in the text to give it a FunctionUrlConfig.</source>
        <translation>%1 é uma AWS::Lambda::Function; mude o tipo no texto para lhe dar um FunctionUrlConfig.</translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function; only AWS::Serverless::Function has triggers inside. Change its type in the text.</source>
        <translation>%1 é uma AWS::Lambda::Function; só AWS::Serverless::Function tem gatilhos dentro. Mude o tipo no texto.</translation>
    </message>
    <message>
        <source>Something shared refers to %1; remove it in the text first.</source>
        <translation>Algo compartilhado aponta para %1; remova isso antes no texto.</translation>
    </message>
    <message>
        <source>%1 comes from Globals or a shared part of the template; remove it there in the text.</source>
        <translation>%1 vem de Globals ou de uma parte compartilhada do template; remova lá, no texto.</translation>
    </message>
    <message>
        <source>This cannot be changed without breaking the template; edit its text. (%1)</source>
        <translation>Não dá para alterar isto sem quebrar o template; edite o texto. (%1)</translation>
    </message>
    <message>
        <source>A function URL has no name of its own.</source>
        <translation>Uma URL de função não tem nome próprio.</translation>
    </message>
    <message>
        <source>A function has one URL.</source>
        <translation>Uma função tem uma só URL.</translation>
    </message>
    <message>
        <source>The template already has %1.</source>
        <translation>O template já tem %1.</translation>
    </message>
    <message>
        <source>The value is not UTF-8 text.</source>
        <translation>O valor não é texto UTF-8.</translation>
    </message>
    <message>
        <source>The template has %1 bytes; CloudFormation&apos;s limit, and this program&apos;s, is 1 MB (1048576 bytes).</source>
        <translation>O template tem %1 bytes; o limite do CloudFormation, e deste programa, é 1 MB (1048576 bytes).</translation>
    </message>
    <message>
        <source>Container images cannot run here; Zip functions can.</source>
        <translation>Imagens de contêiner não rodam aqui; funções Zip rodam.</translation>
    </message>
    <message>
        <source>The code of this function lies in S3, outside of the workspace; it cannot run here.</source>
        <translation>O código desta função está no S3, fora do workspace; ela não pode rodar aqui.</translation>
    </message>
    <message>
        <source>The value of an environment variable must be text.</source>
        <translation>O valor de uma variável de ambiente deve ser texto.</translation>
    </message>
    <message>
        <source>This destination is not a queue, topic or function of the template; nothing is sent.</source>
        <translation>Este destino não é uma fila, tópico ou função do template; nada é enviado.</translation>
    </message>
    <message>
        <source>API events are kept but not served yet; a function URL calls this function over HTTP.</source>
        <translation>Eventos de API são mantidos, mas ainda não atendidos; uma URL de função chama esta função por HTTP.</translation>
    </message>
    <message>
        <source>Events of type %1 are kept but not run yet.</source>
        <translation>Eventos do tipo %1 são mantidos, mas ainda não executados.</translation>
    </message>
    <message>
        <source>The %1 of event %2 is not in this template, so nothing arrives from it.</source>
        <translation>%1 do evento %2 não está neste template; nada chega de lá.</translation>
    </message>
    <message>
        <source>This subscription (%1) leads outside of the workspace and is not run.</source>
        <translation>Esta assinatura (%1) leva para fora do workspace e não é executada.</translation>
    </message>
    <message>
        <source>The endpoint of this subscription is not in the template, so nothing arrives there.</source>
        <translation>O destino desta assinatura não está no template; nada chega lá.</translation>
    </message>
    <message>
        <source>Notifications to queues and topics are kept but not run yet.</source>
        <translation>Notificações para filas e tópicos são mantidas, mas ainda não executadas.</translation>
    </message>
    <message>
        <source>This event source mapping reads something the workbench does not run yet.</source>
        <translation>Este mapeamento de origem lê algo que ainda não é executado aqui.</translation>
    </message>
    <message>
        <source>The function of this URL is not in the template.</source>
        <translation>A função desta URL não está no template.</translation>
    </message>
    <message>
        <source>AWS::Serverless resources need the line &quot;Transform: AWS::Serverless-2016-10-31&quot;.</source>
        <translation>Recursos AWS::Serverless precisam da linha &quot;Transform: AWS::Serverless-2016-10-31&quot;.</translation>
    </message>
    <message>
        <source>The code of %1 stands in the template itself.</source>
        <translation>O código de %1 está no próprio template.</translation>
    </message>
    <message>
        <source>CodeUri %1 of %2 leads out of the workspace.</source>
        <translation>CodeUri %1 de %2 leva para fora do workspace.</translation>
    </message>
    <message>
        <source>The code folder %1 of %2 does not exist.</source>
        <translation>A pasta de código %1 de %2 não existe.</translation>
    </message>
    <message>
        <source>CodeUri %1 of %2 is not a folder; archives are not unpacked here.</source>
        <translation>CodeUri %1 de %2 não é uma pasta; arquivos compactados não são abertos aqui.</translation>
    </message>
    <message>
        <source>Handlers of %1 are classes, not files.</source>
        <translation>Handlers de %1 são classes, não arquivos.</translation>
    </message>
    <message>
        <source>Bad handler &apos;%1&apos;: it needs the form file.function.</source>
        <translation>Handler &apos;%1&apos; inválido: precisa da forma arquivo.função.</translation>
    </message>
    <message>
        <source>No file for handler %1 of %2 (tried %3).</source>
        <translation>Nenhum arquivo para o handler %1 de %2 (tentado: %3).</translation>
    </message>
    <message>
        <source>There is no starter code for %1.</source>
        <translation>Não há código inicial para %1.</translation>
    </message>
    <message>
        <source>There is no template.yaml, template.yml or template.json in %1.</source>
        <translation>Não há template.yaml, template.yml nem template.json em %1.</translation>
    </message>
    <message>
        <source>%1 cannot be saved: the workspace %2 is read-only.</source>
        <translation>%1 não pode ser salvo: o workspace %2 é somente leitura.</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; more than %3 are not read.</source>
        <translation>%1 tem %2 bytes; mais de %3 não são lidos.</translation>
    </message>
    <message>
        <source>%1 is growing while it is read.</source>
        <translation>%1 cresce enquanto é lido.</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 não é uma pasta.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 não é um arquivo.</translation>
    </message>
    <message>
        <source>%1 is not empty.</source>
        <translation>%1 não está vazia.</translation>
    </message>
    <message>
        <source>opening the workspace %1: %2</source>
        <translation>ao abrir o workspace %1: %2</translation>
    </message>
    <message>
        <source>opening %1: %2</source>
        <translation>ao abrir %1: %2</translation>
    </message>
    <message>
        <source>reading %1: %2</source>
        <translation>ao ler %1: %2</translation>
    </message>
    <message>
        <source>writing %1: %2</source>
        <translation>ao gravar %1: %2</translation>
    </message>
    <message>
        <source>making the folder %1: %2</source>
        <translation>ao criar a pasta %1: %2</translation>
    </message>
    <message>
        <source>making %1: %2</source>
        <translation>ao criar %1: %2</translation>
    </message>
    <message>
        <source>copying %1: %2</source>
        <translation>ao copiar %1: %2</translation>
    </message>
    <message>
        <source>The code of %1 keeps changing; try again.</source>
        <translation>O código de %1 não para de mudar; tente de novo.</translation>
    </message>
    <message>
        <source>Python 3 (3.8 or later) is not installed: apt install python3</source>
        <translation>Python 3 (3.8 ou mais novo) não está instalado: apt install python3</translation>
    </message>
    <message>
        <source>Node.js is not installed: apt install nodejs</source>
        <translation>Node.js não está instalado: apt install nodejs</translation>
    </message>
    <message>
        <source>%1 runs on the installed %2</source>
        <translation>%1 roda no %2 instalado</translation>
    </message>
    <message>
        <source>port %1 is taken by another process</source>
        <translation>a porta %1 está em uso por outro processo</translation>
    </message>
    <message>
        <source>port %1 is taken by %2</source>
        <translation>a porta %1 está em uso por %2</translation>
    </message>
    <message>
        <source>port %1 may not be opened by this user</source>
        <translation>a porta %1 não pode ser aberta por este usuário</translation>
    </message>
    <message>
        <source>listening on port %1: %2</source>
        <translation>ao escutar na porta %1: %2</translation>
    </message>
    <message>
        <source>3 Metered</source>
        <translation>3 Medido</translation>
    </message>
    <message>
        <source>2 File-guarded</source>
        <translation>2 Arquivos protegidos</translation>
    </message>
    <message>
        <source>1 Unprotected</source>
        <translation>1 Desprotegido</translation>
    </message>
    <message>
        <source>0 Unavailable</source>
        <translation>0 Indisponível</translation>
    </message>
    <message>
        <source>A program inside the walls was killed: see the kernel&apos;s log.</source>
        <translation>Um programa dentro do isolamento foi morto: veja o log do kernel.</translation>
    </message>
    <message>
        <source>The runtime %1 cannot run here; Python, Node.js, Ruby, Java and provided.al2023 can.</source>
        <translation>O runtime %1 não pode rodar aqui; Python, Node.js, Ruby, Java e provided.al2023 podem.</translation>
    </message>
    <message>
        <source>Node.js (ES module)</source>
        <translation>Node.js (módulo ES)</translation>
    </message>
    <message>
        <source>Node.js (response streaming)</source>
        <translation>Node.js (streaming de resposta)</translation>
    </message>
    <message>
        <source>A handler that logs its event and greets.</source>
        <translation>Um handler que registra o evento e cumprimenta.</translation>
    </message>
    <message>
        <source>An async handler in a CommonJS module.</source>
        <translation>Um handler async em um módulo CommonJS.</translation>
    </message>
    <message>
        <source>An async handler in an ES module.</source>
        <translation>Um handler async em um módulo ES.</translation>
    </message>
    <message>
        <source>Streams its answer through a function URL.</source>
        <translation>Transmite a resposta por uma URL de função.</translation>
    </message>
    <message>
        <source>A handler method that logs its event and greets.</source>
        <translation>Um método handler que registra o evento e cumprimenta.</translation>
    </message>
    <message>
        <source>A RequestHandler, built by Maven.</source>
        <translation>Um RequestHandler, compilado pelo Maven.</translation>
    </message>
    <message>
        <source>A program of its own on the Runtime API, built by CMake; no dependency.</source>
        <translation>Um programa próprio sobre a Runtime API, compilado pelo CMake; sem dependências.</translation>
    </message>
    <message>
        <source>A program of its own on lambda_runtime, built by Cargo.</source>
        <translation>Um programa próprio sobre lambda_runtime, compilado pelo Cargo.</translation>
    </message>
    <message>
        <source>A program of its own on aws-lambda-go, built by go.</source>
        <translation>Um programa próprio sobre aws-lambda-go, compilado pelo go.</translation>
    </message>
    <message>
        <source>A bootstrap that asks the Runtime API by curl, and a handler function.</source>
        <translation>Um bootstrap que consulta a Runtime API com curl, e uma função handler.</translation>
    </message>
    <message>
        <source>The workspace stays restricted: nothing of it was run.</source>
        <translation>O workspace continua restrito: nada dele foi executado.</translation>
    </message>
    <message>
        <source>Read your home folder and the password file</source>
        <translation>Ler sua pasta pessoal e o arquivo de senhas</translation>
    </message>
    <message>
        <source>Write to system folders or the function&apos;s code</source>
        <translation>Escrever em pastas do sistema ou no código da função</translation>
    </message>
    <message>
        <source>Reach services on this machine&apos;s loopback</source>
        <translation>Alcançar serviços no loopback desta máquina</translation>
    </message>
    <message>
        <source>Find a route to any other machine</source>
        <translation>Encontrar uma rota para qualquer outra máquina</translation>
    </message>
    <message>
        <source>Reach abstract sockets of the desktop</source>
        <translation>Alcançar soquetes abstratos da área de trabalho</translation>
    </message>
    <message>
        <source>See other processes</source>
        <translation>Ver outros processos</translation>
    </message>
    <message>
        <source>Touch the environment&apos;s own supervisor</source>
        <translation>Tocar no próprio supervisor do ambiente</translation>
    </message>
    <message>
        <source>Regain rights: namespaces, mounts, root</source>
        <translation>Recuperar direitos: namespaces, montagens, root</translation>
    </message>
    <message>
        <source>Find inherited files or variables</source>
        <translation>Encontrar arquivos ou variáveis herdados</translation>
    </message>
    <message>
        <source>Fill more of /tmp than the function may</source>
        <translation>Ocupar mais de /tmp do que a função pode</translation>
    </message>
    <message>
        <source>Take more memory than the function has</source>
        <translation>Tomar mais memória do que a função tem</translation>
    </message>
    <message>
        <source>Outlive the end of the environment</source>
        <translation>Sobreviver ao fim do ambiente</translation>
    </message>
    <message>
        <source>User namespace: no right of yours inside</source>
        <translation>Namespace de usuário: nenhum direito seu lá dentro</translation>
    </message>
    <message>
        <source>Own file system root, read-only</source>
        <translation>Raiz própria do sistema de arquivos, somente leitura</translation>
    </message>
    <message>
        <source>Own process numbers; all end with the first</source>
        <translation>Números de processo próprios; todos terminam com o primeiro</translation>
    </message>
    <message>
        <source>Own network with nothing but loopback</source>
        <translation>Rede própria, só com loopback</translation>
    </message>
    <message>
        <source>Own shared memory, host name and control groups</source>
        <translation>Memória compartilhada, nome do host e grupos de controle próprios</translation>
    </message>
    <message>
        <source>Landlock: a second wall around files</source>
        <translation>Landlock: uma segunda parede em volta dos arquivos</translation>
    </message>
    <message>
        <source>Filter of system calls</source>
        <translation>Filtro de chamadas de sistema</translation>
    </message>
    <message>
        <source>All capabilities dropped, none to be gained</source>
        <translation>Todas as capacidades abandonadas, nenhuma a ganhar</translation>
    </message>
    <message>
        <source>Memory and CPU limits by the kernel&apos;s control groups</source>
        <translation>Limites de memória e CPU pelos grupos de controle do kernel</translation>
    </message>
    <message>
        <source>its daemon went with it</source>
        <translation>o daemon dele terminou junto</translation>
    </message>
    <message>
        <source>its daemon still runs</source>
        <translation>o daemon dele ainda executa</translation>
    </message>
    <message>
        <source>killed at %1 of %2 MB</source>
        <translation>morto com %1 de %2 MB</translation>
    </message>
    <message>
        <source>%1 foreign processes in /proc</source>
        <translation>%1 processos alheios em /proc</translation>
    </message>
    <message>
        <source>%1 descriptors, %2 variables</source>
        <translation>%1 descritores, %2 variáveis</translation>
    </message>
    <message>
        <source>The self-test found a hole: %1 (%2).</source>
        <translation>O autoteste achou um furo: %1 (%2).</translation>
    </message>
    <message>
        <source>The self-test could not try this, so it is not promised: %1.</source>
        <translation>O autoteste não conseguiu tentar isto, então não é prometido: %1.</translation>
    </message>
    <message>
        <source>The self-test did not come to an end.</source>
        <translation>O autoteste não chegou ao fim.</translation>
    </message>
    <message>
        <source>The template asks for the network of this machine. That takes a trusted workspace: the function runs isolated.</source>
        <translation>O template pede a rede desta máquina. Isso exige um workspace confiável: a função executa isolada.</translation>
    </message>
    <message>
        <source>Ruby (2.7 or later) is not installed: apt install ruby</source>
        <translation>O Ruby (2.7 ou posterior) não está instalado: apt install ruby</translation>
    </message>
    <message>
        <source>Java (11 or later) is not installed: apt install default-jre-headless</source>
        <translation>O Java (11 ou posterior) não está instalado: apt install default-jre-headless</translation>
    </message>
    <message>
        <source>The runtime %1 cannot run here. Publish the function self-contained (dotnet publish --self-contained) with a bootstrap and choose provided.al2023.</source>
        <translation>O runtime %1 não pode rodar aqui. Publique a função autocontida (dotnet publish --self-contained) com um bootstrap e escolha provided.al2023.</translation>
    </message>
    <message>
        <source>There is no environment %1.</source>
        <translation>Não há ambiente %1.</translation>
    </message>
    <message>
        <source>Environment %1 is frozen already.</source>
        <translation>O ambiente %1 já está congelado.</translation>
    </message>
    <message>
        <source>Environment %1 is not frozen.</source>
        <translation>O ambiente %1 não está congelado.</translation>
    </message>
    <message>
        <source>Environment %1 ended.</source>
        <translation>O ambiente %1 terminou.</translation>
    </message>
    <message>
        <source>This workspace is restricted: nothing of it may run. Allow it in the window or with &apos;lambdarium trust&apos;.</source>
        <translation>Este workspace está restrito: nada dele pode executar. Permita na janela ou com &apos;lambdarium trust&apos;.</translation>
    </message>
    <message>
        <source>This workspace is restricted: nothing of it runs.</source>
        <translation>Este workspace está restrito: nada dele executa.</translation>
    </message>
    <message>
        <source>No build of %1 is under way.</source>
        <translation>Nenhuma compilação de %1 em andamento.</translation>
    </message>
    <message>
        <source>The template has no function or layer %1.</source>
        <translation>O template não tem função nem camada %1.</translation>
    </message>
    <message>
        <source>The layer %1 has no content in the workspace.</source>
        <translation>A camada %1 não tem conteúdo no workspace.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is neither a layer of the template nor its ARN.</source>
        <translation>&apos;%1&apos; não é uma camada do template nem seu ARN.</translation>
    </message>
    <message>
        <source>The folder of %1 cannot be written.</source>
        <translation>A pasta de %1 não pode ser escrita.</translation>
    </message>
    <message>
        <source>There is nothing to pack in %1.</source>
        <translation>Não há nada para empacotar em %1.</translation>
    </message>
    <message>
        <source>The build left nothing in $ARTIFACTS_DIR.</source>
        <translation>A compilação não deixou nada em $ARTIFACTS_DIR.</translation>
    </message>
    <message>
        <source>Network mode &apos;%1&apos; is not one of Isolated, NoRoute, Endpoints, Egress, Full.</source>
        <translation>O modo de rede &apos;%1&apos; não é Isolated, NoRoute, Endpoints, Egress nem Full.</translation>
    </message>
    <message>
        <source>Allow belongs to the network modes Endpoints and Egress.</source>
        <translation>Allow pertence aos modos de rede Endpoints e Egress.</translation>
    </message>
    <message>
        <source>Allow is a list.</source>
        <translation>Allow é uma lista.</translation>
    </message>
    <message>
        <source>A function can be allowed 64 hosts and ports at most.</source>
        <translation>Uma função pode ter no máximo 64 hosts e portas permitidos.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not host:port, or a port that the environment itself uses.</source>
        <translation>&apos;%1&apos; não é host:porta, ou é uma porta que o próprio ambiente usa.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a service that has VPC endpoints.</source>
        <translation>&apos;%1&apos; não é um serviço que tenha VPC endpoints.</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>sem rota</translation>
    </message>
    <message>
        <source>not in Allow</source>
        <translation>não está em Allow</translation>
    </message>
    <message>
        <source>no endpoint for this service</source>
        <translation>sem endpoint para este serviço</translation>
    </message>
    <message>
        <source>the name leads to this machine</source>
        <translation>o nome leva a esta máquina</translation>
    </message>
    <message>
        <source>too many connections</source>
        <translation>conexões demais</translation>
    </message>
    <message>
        <source>The project itself allows less than that: see .lambdarium/trust.</source>
        <translation>O próprio projeto permite menos do que isso: veja .lambdarium/trust.</translation>
    </message>
    <message>
        <source>none delegated; memory and CPU are metered instead (log in through a systemd session)</source>
        <translation>nenhum delegado; memória e CPU são medidas em vez disso (entre por uma sessão do systemd)</translation>
    </message>
    <message>
        <source>4 Enforced</source>
        <translation>4 Imposto</translation>
    </message>
    <message>
        <source>version 2: memory, CPU, processes and freezing, in %1</source>
        <translation>versão 2: memória, CPU, processos e congelamento, em %1</translation>
    </message>
    <message>
        <source>version 1: memory, CPU and processes, in %1; freezing by signals</source>
        <translation>versão 1: memória, CPU e processos, em %1; congelamento por sinais</translation>
    </message>
</context>
<context>
    <name>lambdarium::DeskPage</name>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Diagrama</translation>
    </message>
</context>
<context>
    <name>lambdarium::DurationHeatmap</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>No invocation has ended yet. Run one: its duration appears here.</source>
        <translation>Nenhuma invocação terminou ainda. Execute uma: a duração aparece aqui.</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>tempo limite</translation>
    </message>
    <message>
        <source>No invocation of %1 ended in view.</source>
        <translation>Nenhuma invocação de %1 terminou à vista.</translation>
    </message>
    <message>
        <source>%1 invocations of %2 in view, %3 failed: half took at most %4, 95 % at most %5, 99 % at most %6.</source>
        <translation>%1 invocações de %2 à vista, %3 falharam: metade levou até %4, 95 % até %5, 99 % até %6.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Invocações</translation>
    </message>
    <message>
        <source>p50 ms</source>
        <translation>p50 ms</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>p99 ms</source>
        <translation>p99 ms</translation>
    </message>
</context>
<context>
    <name>lambdarium::EditorPane</name>
    <message>
        <source>Close %1</source>
        <translation>Fechar %1</translation>
    </message>
    <message numerus="yes">
        <source>%n on old code</source>
        <translation>
            <numerusform>%n no código antigo</numerusform>
            <numerusform>%n no código antigo</numerusform>
        </translation>
    </message>
    <message>
        <source>Hot reload</source>
        <translation>Hot reload</translation>
    </message>
    <message>
        <source>Running invocations finish on the code they started with.</source>
        <translation>Invocações em execução terminam com o código com que começaram.</translation>
    </message>
    <message>
        <source>Saved code is what the next invocation runs.</source>
        <translation>O código salvo é o que a próxima invocação executa.</translation>
    </message>
    <message>
        <source>%1 changed on disk while you were editing it.</source>
        <translation>%1 mudou no disco enquanto você o editava.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Manter o meu</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>Usar o do disco</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Não salvo: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Localizar</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Substituir</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Ir para linha</translation>
    </message>
    <message>
        <source>Larger code</source>
        <translation>Código maior</translation>
    </message>
    <message>
        <source>Smaller code</source>
        <translation>Código menor</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>Salvar agora</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Arquivos abertos</translation>
    </message>
    <message>
        <source>More for this file</source>
        <translation>Mais para este arquivo</translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentDesk</name>
    <message>
        <source>Environment %1 is frozen</source>
        <translation>O ambiente %1 está congelado</translation>
    </message>
    <message>
        <source>Environment %1 goes on</source>
        <translation>O ambiente %1 continua</translation>
    </message>
    <message>
        <source>Environment %1 goes when it is done</source>
        <translation>O ambiente %1 sai quando terminar</translation>
    </message>
    <message>
        <source>Environment %1 was killed</source>
        <translation>O ambiente %1 foi encerrado à força</translation>
    </message>
    <message>
        <source>Environment %1 · %2</source>
        <translation>Ambiente %1 · %2</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Ambientes</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This workspace: %1</source>
        <translation>Este workspace: %1</translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentFacts</name>
    <message>
        <source>Restored (SnapStart)</source>
        <translation>Restaurado (SnapStart)</translation>
    </message>
    <message>
        <source>On demand</source>
        <translation>Sob demanda</translation>
    </message>
    <message>
        <source>%1, peak %2 of %3 MB</source>
        <translation>%1, pico %2 de %3 MB</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>ainda não medido</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 de %2 MB</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>No connection to the outside yet</source>
        <translation>Ainda nenhuma conexão para fora</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>✗ %1 failed: %2</source>
        <translation>✗ %1 falhou: %2</translation>
    </message>
    <message>
        <source>⊘ %1 refused: %2</source>
        <translation>⊘ %1 recusada: %2</translation>
    </message>
    <message numerus="yes">
        <source>… and %n earlier</source>
        <translation>
            <numerusform>… e mais %n anterior</numerusform>
            <numerusform>… e mais %n anteriores</numerusform>
        </translation>
    </message>
    <message>
        <source>Life</source>
        <translation>Vida</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Idade</translation>
    </message>
    <message>
        <source>Invocations served</source>
        <translation>Invocações atendidas</translation>
    </message>
    <message>
        <source>Running request</source>
        <translation>Requisição em execução</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>Inicialização</translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation>Isolamento</translation>
    </message>
    <message>
        <source>Log stream</source>
        <translation>Fluxo de log</translation>
    </message>
    <message>
        <source>What it uses</source>
        <translation>O que usa</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>Disk (/tmp)</source>
        <translation>Disco (/tmp)</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>Tempo de CPU</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>Extensões</translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentLanes</name>
    <message>
        <source>No environment yet. The first request makes one: that is a cold start.</source>
        <translation>Nenhum ambiente ainda. A primeira requisição cria um: é a partida a frio.</translation>
    </message>
    <message>
        <source>%1 earlier ones do not fit</source>
        <translation>%1 anteriores não cabem</translation>
    </message>
    <message>
        <source>Environment %1, gone</source>
        <translation>Ambiente %1, encerrado</translation>
    </message>
    <message>
        <source>Environment %1: init, %2 ms</source>
        <translation>Ambiente %1: init, %2 ms</translation>
    </message>
    <message>
        <source>Request #%1 in %2: failed after %3 ms</source>
        <translation>Requisição #%1 em %2: falhou após %3 ms</translation>
    </message>
    <message>
        <source>Request #%1 in %2: %3 ms</source>
        <translation>Requisição #%1 em %2: %3 ms</translation>
    </message>
    <message>
        <source>%1 had %2 environments, %3 of them alive; together they served %4 requests, %5 failed.</source>
        <translation>%1 teve %2 ambientes, %3 deles vivos; juntos atenderam %4 requisições, %5 falharam.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Requisição</translation>
    </message>
    <message>
        <source>init</source>
        <translation>init</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message>
        <source>run</source>
        <translation>execução</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulado</translation>
    </message>
    <message>
        <source>Environment %1</source>
        <translation>Ambiente %1</translation>
    </message>
    <message>
        <source>Environment %1: restored from a snapshot, %2 ms</source>
        <translation>Ambiente %1: restaurado de um instantâneo, %2 ms</translation>
    </message>
    <message>
        <source>of it simulated: %1 ms</source>
        <translation>destes, simulados: %1 ms</translation>
    </message>
    <message>
        <source>Environment %1: frozen by you</source>
        <translation>Ambiente %1: congelado por você</translation>
    </message>
    <message>
        <source>Environment %1, kept warm. Click to open it.</source>
        <translation>Ambiente %1, mantido quente. Clique para abri-lo.</translation>
    </message>
    <message>
        <source>Environment %1, gone: %2</source>
        <translation>Ambiente %1, encerrado: %2</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>restauração</translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentLog</name>
    <message>
        <source>Earlier lines could not be read: %1</source>
        <translation>Não foi possível ler as linhas anteriores: %1</translation>
    </message>
    <message>
        <source>Log of this environment</source>
        <translation>Log deste ambiente</translation>
    </message>
    <message>
        <source>No lines yet</source>
        <translation>Ainda sem linhas</translation>
    </message>
    <message>
        <source>What this environment writes appears here at once.</source>
        <translation>O que este ambiente escreve aparece aqui na hora.</translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentPage</name>
    <message>
        <source>Function %1</source>
        <translation>Função %1</translation>
    </message>
    <message>
        <source>Show the function on the canvas</source>
        <translation>Mostrar a função no diagrama</translation>
    </message>
    <message>
        <source>Not known yet.</source>
        <translation>Ainda não se sabe.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This environment is gone. What it wrote stays below.</source>
        <translation>Este ambiente não existe mais. O que escreveu continua abaixo.</translation>
    </message>
    <message>
        <source>This environment is gone: %1. What it wrote stays below.</source>
        <translation>Este ambiente não existe mais: %1. O que escreveu continua abaixo.</translation>
    </message>
    <message>
        <source>Frozen by you: no process of it runs, and the deadline of its invocation stands still.</source>
        <translation>Congelado por você: nenhum processo dele executa, e o prazo da invocação fica parado.</translation>
    </message>
    <message>
        <source>It finishes its invocation on the old code and goes then.</source>
        <translation>Ele termina a invocação com o código antigo e depois sai.</translation>
    </message>
    <message>
        <source>Its processes could not be read: %1</source>
        <translation>Não foi possível ler os processos dele: %1</translation>
    </message>
    <message>
        <source>Environment %1</source>
        <translation>Ambiente %1</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Voltar (Esc)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processos</translation>
    </message>
    <message>
        <source>Log of this environment</source>
        <translation>Log deste ambiente</translation>
    </message>
    <message>
        <source>No environment is chosen</source>
        <translation>Nenhum ambiente escolhido</translation>
    </message>
    <message>
        <source>Choose a cell of a function on the canvas, or a lane in Observe.</source>
        <translation>Escolha uma célula de uma função no diagrama, ou uma raia em Observar.</translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentSection</name>
    <message>
        <source>No variables. Add one, or draw a wire to a queue, topic or bucket.</source>
        <translation>Sem variáveis. Adicione uma, ou conecte a uma fila, tópico ou bucket.</translation>
    </message>
</context>
<context>
    <name>lambdarium::Environments</name>
    <message>
        <source>Frozen by you</source>
        <translation>Congelado por você</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Restaurando</translation>
    </message>
    <message>
        <source>Initialising</source>
        <translation>Inicializando</translation>
    </message>
    <message>
        <source>Kept warm</source>
        <translation>Mantido quente</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Executando</translation>
    </message>
    <message>
        <source>Ending</source>
        <translation>Encerrando</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Encerrado</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falhou</translation>
    </message>
    <message>
        <source>The environment is ending already.</source>
        <translation>O ambiente já está encerrando.</translation>
    </message>
    <message>
        <source>The environment is gone.</source>
        <translation>O ambiente não existe mais.</translation>
    </message>
    <message>
        <source>It is frozen already.</source>
        <translation>Já está congelado.</translation>
    </message>
    <message>
        <source>It is not frozen.</source>
        <translation>Não está congelado.</translation>
    </message>
    <message>
        <source>There is no process to freeze yet.</source>
        <translation>Ainda não há processo a congelar.</translation>
    </message>
    <message>
        <source>It goes already, when its invocation ends.</source>
        <translation>Ele já sairá quando a invocação terminar.</translation>
    </message>
    <message>
        <source>Open the environment</source>
        <translation>Abrir o ambiente</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Congelar</translation>
    </message>
    <message>
        <source>Thaw</source>
        <translation>Descongelar</translation>
    </message>
    <message>
        <source>Recycle</source>
        <translation>Reciclar</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Encerrar à força</translation>
    </message>
    <message>
        <source>Processes, memory, disk, network and log of it</source>
        <translation>Seus processos, memória, disco, rede e log</translation>
    </message>
    <message>
        <source>Stops every process of it; the clock of its invocation stands still too.</source>
        <translation>Para todos os processos dele; o relógio da invocação também fica parado.</translation>
    </message>
    <message>
        <source>Lets its processes go on where they stopped.</source>
        <translation>Deixa os processos continuarem de onde pararam.</translation>
    </message>
    <message>
        <source>It goes once its invocation has ended; the next invocation starts cold.</source>
        <translation>Ele sai assim que a invocação terminar; a próxima invocação parte a frio.</translation>
    </message>
    <message>
        <source>Ends every process at once; a running invocation fails, as after a crash.</source>
        <translation>Encerra todos os processos na hora; uma invocação em execução falha, como depois de uma queda.</translation>
    </message>
    <message>
        <source>it was idle for too long</source>
        <translation>ficou ocioso por tempo demais</translation>
    </message>
    <message>
        <source>its code or configuration changed</source>
        <translation>o código ou a configuração mudou</translation>
    </message>
    <message>
        <source>it made room for another one</source>
        <translation>deu lugar a outro</translation>
    </message>
    <message>
        <source>its invocation ran into the timeout</source>
        <translation>a invocação esgotou o tempo limite</translation>
    </message>
    <message>
        <source>you killed it</source>
        <translation>você o encerrou à força</translation>
    </message>
    <message>
        <source>you recycled it</source>
        <translation>você o reciclou</translation>
    </message>
    <message>
        <source>everything was stopped</source>
        <translation>tudo foi parado</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>4 Enforced</source>
        <translation>4 Imposto</translation>
    </message>
    <message>
        <source>3 Metered</source>
        <translation>3 Medido</translation>
    </message>
    <message>
        <source>2 File-guarded</source>
        <translation>2 Arquivos protegidos</translation>
    </message>
    <message>
        <source>1 Unprotected</source>
        <translation>1 Desprotegido</translation>
    </message>
    <message>
        <source>0 Simulation only</source>
        <translation>0 Só simulação</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Ainda não testado</translation>
    </message>
    <message>
        <source>The code cannot read your files, and writes only in its own /tmp.</source>
        <translation>O código não pode ler seus arquivos, e só escreve no seu próprio /tmp.</translation>
    </message>
    <message>
        <source>It cannot reach your network, your other processes or their memory.</source>
        <translation>Não alcança sua rede, seus outros processos nem a memória deles.</translation>
    </message>
    <message>
        <source>It cannot outlive its time limit: the kernel ends the whole process tree.</source>
        <translation>Não sobrevive ao seu tempo limite: o kernel encerra toda a árvore de processos.</translation>
    </message>
    <message>
        <source>Memory and CPU are measured many times a second and enforced from outside.</source>
        <translation>Memória e CPU são medidas muitas vezes por segundo e impostas de fora.</translation>
    </message>
    <message>
        <source>The code cannot read your home folder, /etc or other projects.</source>
        <translation>O código não pode ler sua pasta pessoal, /etc nem outros projetos.</translation>
    </message>
    <message>
        <source>It writes only in its own folder for /tmp.</source>
        <translation>Só escreve na sua própria pasta para /tmp.</translation>
    </message>
    <message>
        <source>Time limit, end of the process tree and resource limits. Nothing else.</source>
        <translation>Tempo limite, fim da árvore de processos e limites de recursos. Nada mais.</translation>
    </message>
    <message>
        <source>No process of a function is started: durations are simulated.</source>
        <translation>Nenhum processo de função é iniciado: as durações são simuladas.</translation>
    </message>
    <message>
        <source>A fault of the kernel itself.</source>
        <translation>Uma falha do próprio kernel.</translation>
    </message>
    <message>
        <source>What can be learned from how busy disk and processor are.</source>
        <translation>O que se pode deduzir de quão ocupados estão disco e processador.</translation>
    </message>
    <message>
        <source>Memory may pass its limit for some milliseconds between two measurements.</source>
        <translation>A memória pode passar do limite por alguns milissegundos entre duas medições.</translation>
    </message>
    <message>
        <source>Shares of the CPU are met within about two points.</source>
        <translation>As frações da CPU são respeitadas com cerca de dois pontos de diferença.</translation>
    </message>
    <message>
        <source>Other processes can be seen.</source>
        <translation>Outros processos podem ser vistos.</translation>
    </message>
    <message>
        <source>The size of /tmp is only looked at now and then.</source>
        <translation>O tamanho de /tmp só é verificado de tempos em tempos.</translation>
    </message>
    <message>
        <source>The network is all or nothing; none of it hangs as in a VPC.</source>
        <translation>A rede é tudo ou nada; nada fica suspenso como em uma VPC.</translation>
    </message>
    <message>
        <source>This code can read your files. Run only code of your own.</source>
        <translation>Este código pode ler seus arquivos. Execute somente código seu.</translation>
    </message>
    <message>
        <source>Nothing of your code really runs.</source>
        <translation>Nada do seu código executa de verdade.</translation>
    </message>
    <message>
        <source>Isolated</source>
        <translation>Isolada</translation>
    </message>
    <message>
        <source>VPC without a route</source>
        <translation>VPC sem rota</translation>
    </message>
    <message>
        <source>VPC with endpoints</source>
        <translation>VPC com endpoints</translation>
    </message>
    <message>
        <source>Named hosts only</source>
        <translation>Só hosts nomeados</translation>
    </message>
    <message>
        <source>Full network</source>
        <translation>Rede completa</translation>
    </message>
    <message>
        <source>Reaches the services of this workspace. Anything else is refused at once.</source>
        <translation>Alcança os serviços deste workspace. O resto é recusado na hora.</translation>
    </message>
    <message>
        <source>Like a VPC subnet without NAT: what leads outside hangs until the timeout.</source>
        <translation>Como uma sub-rede de VPC sem NAT: o que leva para fora fica suspenso até o tempo limite.</translation>
    </message>
    <message>
        <source>Like a VPC with endpoints: the services listed below answer, all else hangs.</source>
        <translation>Como uma VPC com endpoints: os serviços listados abaixo respondem, o resto fica suspenso.</translation>
    </message>
    <message>
        <source>Only the hosts and ports listed below are reached; each connection is logged.</source>
        <translation>Só os hosts e portas listados abaixo são alcançados; cada conexão é registrada.</translation>
    </message>
    <message>
        <source>The machine&apos;s own network, the internet included.</source>
        <translation>A rede da própria máquina, inclusive a internet.</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Restrito</translation>
    </message>
    <message>
        <source>Runs isolated</source>
        <translation>Executa isolado</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Confiável</translation>
    </message>
    <message>
        <source>Nothing of this workspace runs: browse, edit and validate only.</source>
        <translation>Nada deste workspace executa: só navegar, editar e validar.</translation>
    </message>
    <message>
        <source>Its code runs behind the walls and reaches only the services of this workspace.</source>
        <translation>O código executa atrás das paredes e só alcança os serviços deste workspace.</translation>
    </message>
    <message>
        <source>As isolated, and the template&apos;s network settings and builds with downloads hold.</source>
        <translation>Como isolado, e valem as configurações de rede do template e compilações com downloads.</translation>
    </message>
    <message>
        <source>The kernel&apos;s control groups hold memory and CPU to their limits.</source>
        <translation>Os grupos de controle do kernel mantêm memória e CPU nos limites.</translation>
    </message>
    <message>
        <source>A burst may pass the memory limit by up to 64 MB for some milliseconds before it is ended.</source>
        <translation>Um pico pode passar do limite de memória em até 64 MB por alguns milissegundos, antes de ser encerrado.</translation>
    </message>
    <message>
        <source>With the network off it reaches nothing but its own endpoint; its process tree ends with its time limit.</source>
        <translation>Com a rede desligada alcança apenas o próprio endpoint; sua árvore de processos termina com o tempo limite.</translation>
    </message>
    <message>
        <source>/var/task, /opt and /tmp are elsewhere: LAMBDA_TASK_ROOT and TMPDIR say where.</source>
        <translation>/var/task, /opt e /tmp ficam em outro lugar: LAMBDA_TASK_ROOT e TMPDIR dizem onde.</translation>
    </message>
</context>
<context>
    <name>lambdarium::EventPane</name>
    <message>
        <source>API Gateway, REST</source>
        <translation>API Gateway, REST</translation>
    </message>
    <message>
        <source>API Gateway, HTTP</source>
        <translation>API Gateway, HTTP</translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation>URL da função</translation>
    </message>
    <message>
        <source>S3, object created</source>
        <translation>S3, objeto criado</translation>
    </message>
    <message>
        <source>S3, object removed</source>
        <translation>S3, objeto removido</translation>
    </message>
    <message>
        <source>SQS message</source>
        <translation>Mensagem SQS</translation>
    </message>
    <message>
        <source>SNS notification</source>
        <translation>Notificação SNS</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Agendamento</translation>
    </message>
    <message>
        <source>Kinesis records</source>
        <translation>Registros Kinesis</translation>
    </message>
    <message>
        <source>DynamoDB changes</source>
        <translation>Alterações do DynamoDB</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>cópia de %1</translation>
    </message>
    <message>
        <source>A name has 1 to %1 characters and none of / \ : * ? &quot; &lt; &gt; |</source>
        <translation>Um nome tem de 1 a %1 caracteres e nenhum de / \ : * ? &quot; &lt; &gt; |</translation>
    </message>
    <message>
        <source>An event named %1 exists already.</source>
        <translation>Já existe um evento chamado %1.</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2</source>
        <translation>Não foi possível excluir %1: %2</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>%1 foi excluído.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Função</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Write a sample event</source>
        <translation>Escrever um evento de exemplo</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Exemplo</translation>
    </message>
    <message>
        <source>Save the event</source>
        <translation>Salvar o evento</translation>
    </message>
    <message>
        <source>Save the event under a new name</source>
        <translation>Salvar o evento com outro nome</translation>
    </message>
    <message>
        <source>Delete the saved event</source>
        <translation>Excluir o evento salvo</translation>
    </message>
    <message>
        <source>Name of the event</source>
        <translation>Nome do evento</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>Não salvar</translation>
    </message>
    <message>
        <source>Event as JSON</source>
        <translation>Evento em JSON</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Em paralelo</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>Quantas vezes</translation>
    </message>
    <message>
        <source>How many at once</source>
        <translation>Quantas ao mesmo tempo</translation>
    </message>
    <message>
        <source>Wait for the response</source>
        <translation>Esperar a resposta</translation>
    </message>
    <message>
        <source>Send as an event</source>
        <translation>Enviar como evento</translation>
    </message>
    <message>
        <source>How the function is invoked</source>
        <translation>Como a função é invocada</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Progresso da execução</translation>
    </message>
    <message>
        <source>%1 (edited)</source>
        <translation>%1 (editado)</translation>
    </message>
    <message>
        <source>Unsaved event</source>
        <translation>Evento não salvo</translation>
    </message>
    <message>
        <source>unsaved event</source>
        <translation>evento não salvo</translation>
    </message>
    <message>
        <source>The event is not JSON. %1</source>
        <translation>O evento não é JSON. %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Send no more; those on their way are awaited</source>
        <translation>Não envia mais; espera os que já foram</translation>
    </message>
    <message>
        <source>Send the event (Ctrl+Enter)</source>
        <translation>Enviar o evento (Ctrl+Enter)</translation>
    </message>
</context>
<context>
    <name>lambdarium::ExecutionPage</name>
    <message>
        <source>Layers</source>
        <translation>Camadas</translation>
    </message>
    <message>
        <source>Build and package</source>
        <translation>Compilação e pacote</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>What it can reach</source>
        <translation>O que alcança</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Permitidos</translation>
    </message>
    <message>
        <source>example.com:443, or sqs, s3 as endpoints</source>
        <translation>example.com:443, ou sqs, s3 como endpoints</translation>
    </message>
    <message>
        <source>Trust…</source>
        <translation>Confiar…</translation>
    </message>
    <message>
        <source>Logging</source>
        <translation>Registro em log</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>System level</source>
        <translation>Nível do sistema</translation>
    </message>
    <message>
        <source>Levels filter only with the format JSON.</source>
        <translation>Os níveis só filtram com o formato JSON.</translation>
    </message>
    <message>
        <source>Log group</source>
        <translation>Grupo de logs</translation>
    </message>
    <message>
        <source>Tracing and start</source>
        <translation>Rastreamento e partida</translation>
    </message>
    <message>
        <source>Tracing</source>
        <translation>Rastreamento</translation>
    </message>
    <message>
        <source>Pass through</source>
        <translation>Repassar</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>SnapStart</source>
        <translation>SnapStart</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message>
        <source>Published versions</source>
        <translation>Versões publicadas</translation>
    </message>
    <message>
        <source>Not granted: nothing of this workspace runs yet.</source>
        <translation>Não concedido: nada deste workspace roda ainda.</translation>
    </message>
    <message>
        <source>Not granted in this workspace: it runs isolated until you trust it.</source>
        <translation>Não concedido neste workspace: ele executa isolado até você confiar nele.</translation>
    </message>
    <message>
        <source>Application level</source>
        <translation>Nível da aplicação</translation>
    </message>
    <message>
        <source>Versions and their aliases are restored; $LATEST starts anew. Each restore has run its own initialisation, where the cloud copies one snapshot.</source>
        <translation>Versões e seus aliases são restaurados; $LATEST começa do zero. Cada restauração executou a própria inicialização, enquanto a nuvem copia um único instantâneo.</translation>
    </message>
</context>
<context>
    <name>lambdarium::Field</name>
    <message>
        <source>Reset %1 to its default</source>
        <translation>Restaurar o padrão de %1</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>Usar %1</translation>
    </message>
    <message>
        <source>Raise it to %1 s</source>
        <translation>Aumentar para %1 s</translation>
    </message>
</context>
<context>
    <name>lambdarium::FileBuffer</name>
    <message>
        <source>%1 is not a UTF-8 text file.</source>
        <translation>%1 não é um arquivo de texto UTF-8.</translation>
    </message>
</context>
<context>
    <name>lambdarium::FileList</name>
    <message>
        <source>Files</source>
        <translation>Arquivos</translation>
    </message>
    <message>
        <source>Events of all functions</source>
        <translation>Eventos de todas as funções</translation>
    </message>
</context>
<context>
    <name>lambdarium::FindBar</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n substituída</numerusform>
            <numerusform>%n substituídas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n encontrada</numerusform>
            <numerusform>%n encontradas</numerusform>
        </translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Localizar</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Substituir por</translation>
    </message>
    <message>
        <source>Line number</source>
        <translation>Número da linha</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Maiúsculas/minúsculas</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Palavras inteiras</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Expressão regular</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>Ocorrência anterior (Shift+Enter)</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>Próxima ocorrência (Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fechar (Esc)</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Substituir</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Substituir tudo</translation>
    </message>
</context>
<context>
    <name>lambdarium::HeaderBar</name>
    <message>
        <source>More</source>
        <translation>Mais</translation>
    </message>
</context>
<context>
    <name>lambdarium::HistoryPane</name>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>History of runs</source>
        <translation>Histórico de execuções</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>Finished runs appear here.</source>
        <translation>As execuções concluídas aparecem aqui.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>sucesso</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>limitada</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation>%1, %2, %3, %4</translation>
    </message>
</context>
<context>
    <name>lambdarium::Inspector</name>
    <message>
        <source>reads the queue</source>
        <translation>lê a fila</translation>
    </message>
    <message>
        <source>is read by</source>
        <translation>é lida por</translation>
    </message>
    <message>
        <source>is started by objects of</source>
        <translation>é iniciada por objetos de</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>inicia</translation>
    </message>
    <message>
        <source>listens to</source>
        <translation>escuta</translation>
    </message>
    <message>
        <source>delivers to</source>
        <translation>entrega a</translation>
    </message>
    <message>
        <source>is started by</source>
        <translation>é iniciada por</translation>
    </message>
    <message>
        <source>is called through</source>
        <translation>é chamada por</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>chama</translation>
    </message>
    <message>
        <source>takes dead letters of</source>
        <translation>recebe mensagens mortas de</translation>
    </message>
    <message>
        <source>dead letters go to</source>
        <translation>mensagens mortas vão para</translation>
    </message>
    <message>
        <source>takes failed events of</source>
        <translation>recebe eventos com falha de</translation>
    </message>
    <message>
        <source>on failure to</source>
        <translation>em falha, para</translation>
    </message>
    <message>
        <source>takes results of</source>
        <translation>recebe resultados de</translation>
    </message>
    <message>
        <source>on success to</source>
        <translation>em sucesso, para</translation>
    </message>
    <message>
        <source>is used by</source>
        <translation>em uso por</translation>
    </message>
    <message>
        <source>uses</source>
        <translation>usa</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Open the code</source>
        <translation>Abrir o código</translation>
    </message>
    <message>
        <source>Run this function</source>
        <translation>Executar esta função</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Grupos de configurações</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nada selecionado</translation>
    </message>
    <message>
        <source>Select a node on the canvas to see and change its settings.</source>
        <translation>Selecione um nó no diagrama para ver e alterar sua configuração.</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>Nada aberto</translation>
    </message>
    <message>
        <source>Open a folder to see its functions.</source>
        <translation>Abra uma pasta para ver suas funções.</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Configuração de %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <source>The template has an error; these are its last good settings.</source>
        <translation>O template tem um erro; esta é a última configuração válida.</translation>
    </message>
    <message>
        <source>Function · %1</source>
        <translation>Função · %1</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Função</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Tópico</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Agendamento</translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation>URL da função</translation>
    </message>
    <message>
        <source>Shown, not run here</source>
        <translation>Mostrado, mas não executado aqui</translation>
    </message>
    <message>
        <source>Custom (%1)</source>
        <translation>Próprio (%1)</translation>
    </message>
    <message>
        <source>Wires</source>
        <translation>Conexões</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Aguardando</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Em trânsito</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Mais antiga</translation>
    </message>
    <message>
        <source>Visibility timeout</source>
        <translation>Visibilidade</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Atraso</translation>
    </message>
    <message>
        <source>Keeps messages for</source>
        <translation>Guarda mensagens por</translation>
    </message>
    <message>
        <source>Queue name</source>
        <translation>Nome da fila</translation>
    </message>
    <message>
        <source>Topic name</source>
        <translation>Nome do tópico</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Bucket name</source>
        <translation>Nome do bucket</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Próximo</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Expressão</translation>
    </message>
    <message>
        <source>rate(5 minutes), or cron(minutes hours day month weekday year) in UTC.</source>
        <translation>rate(5 minutes), ou cron(minutos horas dia mês dia-da-semana ano) em UTC.</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Event to send</source>
        <translation>Evento a enviar</translation>
    </message>
    <message>
        <source>The usual scheduled event</source>
        <translation>O evento agendado padrão</translation>
    </message>
    <message>
        <source>triggers are stopped</source>
        <translation>gatilhos parados</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Acesso</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aberto</translation>
    </message>
    <message>
        <source>Signed (IAM)</source>
        <translation>Assinado (IAM)</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Buffered</source>
        <translation>Em buffer</translation>
    </message>
    <message>
        <source>Streamed</source>
        <translation>Em fluxo</translation>
    </message>
    <message>
        <source>Origins allowed (CORS)</source>
        <translation>Origens permitidas (CORS)</translation>
    </message>
    <message>
        <source>None; https://example.com, …</source>
        <translation>Nenhuma; https://example.com, …</translation>
    </message>
    <message>
        <source>Kept in the template and shown, but nothing of it runs here.</source>
        <translation>Fica no template e é mostrado, mas nada dele roda aqui.</translation>
    </message>
    <message>
        <source>Configure</source>
        <translation>Configurar</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Gatilhos</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Ao vivo</translation>
    </message>
    <message>
        <source>More about this function</source>
        <translation>Mais sobre esta função</translation>
    </message>
    <message>
        <source>Layer name</source>
        <translation>Nome da camada</translation>
    </message>
    <message>
        <source>Content (folder or zip)</source>
        <translation>Conteúdo (pasta ou zip)</translation>
    </message>
    <message>
        <source>Runtimes</source>
        <translation>Runtimes</translation>
    </message>
    <message>
        <source>All; python3.13, …</source>
        <translation>Todos; python3.13, …</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Usada por</translation>
    </message>
    <message>
        <source>Build and package</source>
        <translation>Compilação e pacote</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Mostrar %1</translation>
    </message>
    <message>
        <source>No function yet. Add it in the function&apos;s Execution settings.</source>
        <translation>Nenhuma função ainda. Adicione-a em Execução, na função.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>Execução</translation>
    </message>
    <message>
        <source>Deployed, not in the template</source>
        <translation>Implantada, fora do template</translation>
    </message>
</context>
<context>
    <name>lambdarium::IsolationPage</name>
    <message>
        <source>Isolation</source>
        <translation>Isolamento</translation>
    </message>
    <message>
        <source>engaged</source>
        <translation>ativa</translation>
    </message>
    <message>
        <source>held</source>
        <translation>resistiu</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>não testado</translation>
    </message>
    <message>
        <source>not engaged</source>
        <translation>inativa</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>rompida</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Ainda não se sabe nada.</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Testando…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Testar de novo</translation>
    </message>
    <message>
        <source>Tries the walls from inside, as at every start</source>
        <translation>Testa as paredes por dentro, como a cada início</translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation>Abra primeiro um workspace.</translation>
    </message>
    <message>
        <source>This machine holds up to %1 environments and %2 MB for them; now %3 live with %4 MB.</source>
        <translation>Esta máquina comporta até %1 ambientes e %2 MB para eles; agora %3 vivem com %4 MB.</translation>
    </message>
    <message>
        <source>The self-test has not ended yet.</source>
        <translation>O autoteste ainda não terminou.</translation>
    </message>
    <message>
        <source>Without an open workspace nothing runs and nothing is tested.</source>
        <translation>Sem um workspace aberto nada executa e nada é testado.</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Nada ainda.</translation>
    </message>
    <message>
        <source>Everything, until the self-test has ended.</source>
        <translation>Tudo, até o autoteste terminar.</translation>
    </message>
    <message>
        <source>Isolation of this machine</source>
        <translation>Isolamento desta máquina</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Voltar (Esc)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Prometido</translation>
    </message>
    <message>
        <source>Not promised</source>
        <translation>Não prometido</translation>
    </message>
    <message>
        <source>To reach the next level</source>
        <translation>Para alcançar o próximo nível</translation>
    </message>
    <message>
        <source>Copy the remedy</source>
        <translation>Copiar a solução</translation>
    </message>
    <message>
        <source>Walls</source>
        <translation>Paredes</translation>
    </message>
    <message>
        <source>Self-test: what code inside tried</source>
        <translation>Autoteste: o que o código lá dentro tentou</translation>
    </message>
    <message>
        <source>Ordinary mistakes and ordinary malice are held; this is no promise for hostile code.</source>
        <translation>Erros comuns e malícia comum são contidos; isto não é promessa para código hostil.</translation>
    </message>
    <message>
        <source>Your files are held, other things are not: read below before you run foreign code.</source>
        <translation>Seus arquivos estão protegidos, outras coisas não: leia abaixo antes de executar código de terceiros.</translation>
    </message>
    <message>
        <source>No function runs here: the walls that are needed could not be shown to stand.</source>
        <translation>Nenhuma função executa aqui: não foi possível mostrar que as paredes necessárias estão de pé.</translation>
    </message>
    <message>
        <source>Tested at %1.</source>
        <translation>Testado às %1.</translation>
    </message>
    <message>
        <source>What keeps code from your files could not be shown to stand: run only code of your own.</source>
        <translation>Não foi possível mostrar que resiste o que separa o código dos seus arquivos: execute só código seu.</translation>
    </message>
</context>
<context>
    <name>lambdarium::LayerSection</name>
    <message>
        <source>No layers. Code and libraries of a layer appear below /opt.</source>
        <translation>Sem camadas. Código e bibliotecas de uma camada aparecem em /opt.</translation>
    </message>
    <message>
        <source>Layers, later wins</source>
        <translation>Camadas, a última vence</translation>
    </message>
    <message>
        <source>Later layers win. Alt+Up and Alt+Down move, Delete removes, Enter opens.</source>
        <translation>As últimas camadas vencem. Alt+Up e Alt+Down movem, Delete remove, Enter abre.</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>Adicionar uma camada</translation>
    </message>
    <message>
        <source>Earlier (Alt+Up)</source>
        <translation>Antes (Alt+Up)</translation>
    </message>
    <message>
        <source>Later (Alt+Down)</source>
        <translation>Depois (Alt+Down)</translation>
    </message>
    <message>
        <source>Settings of the layer (Enter)</source>
        <translation>Configuração da camada (Enter)</translation>
    </message>
    <message>
        <source>Remove the layer (Delete)</source>
        <translation>Remover a camada (Delete)</translation>
    </message>
    <message>
        <source>New layer from a folder…</source>
        <translation>Nova camada de uma pasta…</translation>
    </message>
    <message>
        <source>New layer from a zip file…</source>
        <translation>Nova camada de um arquivo zip…</translation>
    </message>
    <message>
        <source>Layer by ARN…</source>
        <translation>Camada por ARN…</translation>
    </message>
    <message>
        <source>Layer by ARN</source>
        <translation>Camada por ARN</translation>
    </message>
    <message>
        <source>ARN of a layer version; it is kept in the template, and its content has to be in the workspace to be used here.</source>
        <translation>ARN de uma versão de camada; fica no template, e o conteúdo precisa estar no workspace para ser usado aqui.</translation>
    </message>
    <message>
        <source>Add layer %1 to %2</source>
        <translation>Adicionar a camada %1 a %2</translation>
    </message>
    <message>
        <source>Reorder the layers of %1</source>
        <translation>Reordenar as camadas de %1</translation>
    </message>
    <message>
        <source>Remove layer %1 of %2</source>
        <translation>Remover a camada %1 de %2</translation>
    </message>
    <message>
        <source>A function has at most %1 layers.</source>
        <translation>Uma função tem no máximo %1 camadas.</translation>
    </message>
</context>
<context>
    <name>lambdarium::LivePage</name>
    <message>
        <source>This session</source>
        <translation>Esta sessão</translation>
    </message>
    <message>
        <source>Concurrency now</source>
        <translation>Simultaneidade agora</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Ambientes</translation>
    </message>
    <message>
        <source>Events waiting</source>
        <translation>Eventos na espera</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Invocações</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erros</translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation>Limitadas</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Partidas a frio</translation>
    </message>
    <message>
        <source>Time and memory</source>
        <translation>Tempo e memória</translation>
    </message>
    <message>
        <source>Duration, p95</source>
        <translation>Duração, p95</translation>
    </message>
    <message>
        <source>Memory, median</source>
        <translation>Memória, mediana</translation>
    </message>
    <message>
        <source>Memory, peak</source>
        <translation>Memória, pico</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s) finish on the old code.</source>
        <translation>
            <numerusform>%n ambiente termina no código antigo.</numerusform>
            <numerusform>%n ambientes terminam no código antigo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lambdarium::LogFilter</name>
    <message>
        <source>A quotation mark is not closed.</source>
        <translation>Falta fechar as aspas.</translation>
    </message>
    <message>
        <source>A regular expression is not closed: end it with /.</source>
        <translation>Falta fechar a expressão regular: termine com /.</translation>
    </message>
    <message>
        <source>The regular expression is wrong: %1</source>
        <translation>A expressão regular está errada: %1</translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 precisa de um valor.</translation>
    </message>
    <message>
        <source>“%1” is not a level; use debug, info, warn or error.</source>
        <translation>“%1” não é um nível; use debug, info, warn ou error.</translation>
    </message>
    <message>
        <source>“%1” is not a duration; write 200ms or 1.5s.</source>
        <translation>“%1” não é uma duração; escreva 200ms ou 1.5s.</translation>
    </message>
    <message>
        <source>%1 cannot be compared; write %1:%2.</source>
        <translation>%1 não pode ser comparado; escreva %1:%2.</translation>
    </message>
    <message>
        <source>cold is yes or no.</source>
        <translation>cold é yes ou no.</translation>
    </message>
</context>
<context>
    <name>lambdarium::LogHistogramStrip</name>
    <message>
        <source>Events over time, by level</source>
        <translation>Eventos no tempo, por nível</translation>
    </message>
    <message>
        <source>Drag to select a time; Esc clears it</source>
        <translation>Arraste para selecionar um intervalo; Esc limpa</translation>
    </message>
</context>
<context>
    <name>lambdarium::LogModel</name>
    <message numerus="yes">
        <source>%n event(s) came too fast to be shown here</source>
        <translation>
            <numerusform>%n evento chegou rápido demais para aparecer aqui</numerusform>
            <numerusform>%n eventos chegaram rápido demais para aparecer aqui</numerusform>
        </translation>
    </message>
    <message>
        <source>refused, %1 of %2 in use: %3</source>
        <translation>recusada, %1 de %2 em uso: %3</translation>
    </message>
    <message>
        <source>attempt %1 follows at %2: %3</source>
        <translation>tentativa %1 às %2: %3</translation>
    </message>
    <message>
        <source>given up (%1) and lost: no target for failures</source>
        <translation>desistência (%1), evento perdido: sem destino para falhas</translation>
    </message>
    <message>
        <source>given up (%1), sent to %2</source>
        <translation>desistência (%1), evento enviado a %2</translation>
    </message>
    <message numerus="yes">
        <source>… %n more byte(s) in this event</source>
        <translation>
            <numerusform>… mais %n byte neste evento</numerusform>
            <numerusform>… mais %n bytes neste evento</numerusform>
        </translation>
    </message>
    <message>
        <source>built in %1</source>
        <translation>compilado em %1</translation>
    </message>
    <message>
        <source>build cancelled after %1</source>
        <translation>compilação cancelada após %1</translation>
    </message>
    <message>
        <source>build failed after %1</source>
        <translation>compilação falhou após %1</translation>
    </message>
</context>
<context>
    <name>lambdarium::LogPanel</name>
    <message>
        <source>Not found</source>
        <translation>Não achado</translation>
    </message>
    <message>
        <source>Follow new events (End)</source>
        <translation>Seguir novos eventos (End)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Find above (Shift+Enter)</source>
        <translation>Localizar acima (Shift+Enter)</translation>
    </message>
    <message>
        <source>Find below (Enter)</source>
        <translation>Localizar abaixo (Enter)</translation>
    </message>
    <message>
        <source>Close the find bar (Esc)</source>
        <translation>Fechar a busca (Esc)</translation>
    </message>
    <message>
        <source>fn:Name level&gt;=warn dur&gt;1s cold:yes req:7c1d &quot;words&quot; -not re:/a+b/</source>
        <translation>fn:Nome level&gt;=warn dur&gt;1s cold:yes req:7c1d &quot;palavras&quot; -não re:/a+b/</translation>
    </message>
    <message>
        <source>Errors %1</source>
        <translation>Erros %1</translation>
    </message>
    <message>
        <source>Warnings %1</source>
        <translation>Avisos %1</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Bottom panel</source>
        <translation>Painel inferior</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>Filtrar eventos</translation>
    </message>
    <message>
        <source>Log filter</source>
        <translation>Filtro do log</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Localizar no log</translation>
    </message>
    <message>
        <source>Show only errors</source>
        <translation>Mostrar só erros</translation>
    </message>
    <message>
        <source>Show only warnings</source>
        <translation>Mostrar só avisos</translation>
    </message>
    <message>
        <source>Log events</source>
        <translation>Eventos do log</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Nenhum evento ainda</translation>
    </message>
    <message>
        <source>Press Ctrl+Enter to send the chosen event: its log appears here at once.</source>
        <translation>Pressione Ctrl+Enter para enviar o evento escolhido: o log aparece aqui na hora.</translation>
    </message>
</context>
<context>
    <name>lambdarium::LogRowPainter</name>
    <message>
        <source>env %1 · init</source>
        <translation>amb. %1 · init</translation>
    </message>
    <message>
        <source>env %1 · cold start</source>
        <translation>amb. %1 · partida a frio</translation>
    </message>
    <message>
        <source>env %1 · warm</source>
        <translation>amb. %1 · quente</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>tentativa %1</translation>
    </message>
    <message>
        <source>took</source>
        <translation>durou</translation>
    </message>
    <message>
        <source>billed</source>
        <translation>cobrado</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memória</translation>
    </message>
    <message>
        <source>%1 / %2 MB</source>
        <translation>%1 / %2 MB</translation>
    </message>
    <message>
        <source>init</source>
        <translation>init</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>recolhido</translation>
    </message>
    <message>
        <source>(longer; the rest is not kept)</source>
        <translation>(mais longo; o resto não é guardado)</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>tempo esgotado</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>memória esgotada</translation>
    </message>
    <message>
        <source>process ended</source>
        <translation>processo encerrado</translation>
    </message>
    <message>
        <source>init failed</source>
        <translation>init falhou</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n linha</numerusform>
            <numerusform>%n linhas</numerusform>
        </translation>
    </message>
    <message>
        <source>build</source>
        <translation>compilação</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>restauração</translation>
    </message>
    <message>
        <source>of it simulated</source>
        <translation>destes, simulados</translation>
    </message>
</context>
<context>
    <name>lambdarium::LogView</name>
    <message>
        <source>Log events</source>
        <translation>Eventos do log</translation>
    </message>
    <message>
        <source>Log position</source>
        <translation>Posição no log</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 novos</translation>
    </message>
    <message>
        <source>Go to the newest events</source>
        <translation>Ir para os eventos mais novos</translation>
    </message>
    <message>
        <source>No event matches</source>
        <translation>Nenhum evento corresponde</translation>
    </message>
    <message>
        <source>%1 events are hidden. Clear the filter to see them.</source>
        <translation>%1 eventos ocultos. Limpe o filtro para vê-los.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy as JSON lines</source>
        <translation>Copiar como linhas JSON</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Copiar como Markdown</translation>
    </message>
    <message>
        <source>Replay this request</source>
        <translation>Repetir esta requisição</translation>
    </message>
    <message>
        <source>Only this request</source>
        <translation>Só esta requisição</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Recolher tudo</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Expandir tudo</translation>
    </message>
    <message>
        <source>Raw lines</source>
        <translation>Linhas brutas</translation>
    </message>
    <message>
        <source>Open environment %1</source>
        <translation>Abrir o ambiente %1</translation>
    </message>
</context>
<context>
    <name>lambdarium::MemoryField</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Memory, in steps</source>
        <translation>Memória, em passos</translation>
    </message>
    <message>
        <source>%1 vCPU</source>
        <translation>%1 vCPU</translation>
    </message>
</context>
<context>
    <name>lambdarium::MemoryScale</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
</context>
<context>
    <name>lambdarium::MiniMap</name>
    <message>
        <source>Overview map</source>
        <translation>Minimapa</translation>
    </message>
</context>
<context>
    <name>lambdarium::NameField</name>
    <message>
        <source>New name of %1</source>
        <translation>Novo nome de %1</translation>
    </message>
</context>
<context>
    <name>lambdarium::NewFunctionDialog</name>
    <message>
        <source>New function</source>
        <translation>Nova função</translation>
    </message>
    <message>
        <source>Kind of function</source>
        <translation>Tipo de função</translation>
    </message>
    <message>
        <source>Name in the template</source>
        <translation>Nome no template</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>Runtime</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Criar</translation>
    </message>
    <message>
        <source>MyFunction</source>
        <translation>MinhaFuncao</translation>
    </message>
    <message>
        <source>%1 was not found on this machine.</source>
        <translation>%1 não foi encontrado nesta máquina.</translation>
    </message>
    <message>
        <source>%1 was not found on this machine: %2</source>
        <translation>%1 não foi encontrado nesta máquina: %2</translation>
    </message>
    <message>
        <source>Not found on this machine: %1. The function can be written, but not built or run here.</source>
        <translation>Não encontrado nesta máquina: %1. A função pode ser escrita, mas não compilada nem executada aqui.</translation>
    </message>
    <message>
        <source>Its build fetches packages, so the workspace has to be trusted.</source>
        <translation>A compilação baixa pacotes, então é preciso confiar no workspace.</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>É preciso um nome.</translation>
    </message>
    <message>
        <source>Letters and digits only, as CloudFormation wants it.</source>
        <translation>Só letras e dígitos, como o CloudFormation exige.</translation>
    </message>
    <message>
        <source>The template already has %1.</source>
        <translation>O template já tem %1.</translation>
    </message>
</context>
<context>
    <name>lambdarium::NoteField</name>
    <message>
        <source>Text of the note</source>
        <translation>Texto da nota</translation>
    </message>
</context>
<context>
    <name>lambdarium::ObserveView</name>
    <message>
        <source>nothing recorded yet</source>
        <translation>nada registrado ainda</translation>
    </message>
    <message>
        <source>measured since %1</source>
        <translation>medido desde %1</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Esta sessão</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Ao vivo</translation>
    </message>
    <message>
        <source>Move with the clock</source>
        <translation>Acompanhar o relógio</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>Function shown</source>
        <translation>Função mostrada</translation>
    </message>
    <message>
        <source>Function of the environments and durations</source>
        <translation>Função dos ambientes e durações</translation>
    </message>
    <message>
        <source>Queue shown</source>
        <translation>Fila mostrada</translation>
    </message>
    <message>
        <source>Concurrency by function</source>
        <translation>Simultaneidade por função</translation>
    </message>
    <message>
        <source>all functions against the account limit</source>
        <translation>todas as funções contra o limite da conta</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duração</translation>
    </message>
    <message>
        <source>Duration of %1</source>
        <translation>Duração de %1</translation>
    </message>
    <message>
        <source>log scale, colour strength is request count</source>
        <translation>escala log, a intensidade da cor é o número de requisições</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Ambientes</translation>
    </message>
    <message>
        <source>Environments of %1</source>
        <translation>Ambientes de %1</translation>
    </message>
    <message>
        <source>one lane each: id, requests served</source>
        <translation>uma faixa cada: id, requisições atendidas</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>messages waiting and age of the oldest</source>
        <translation>mensagens na espera e idade da mais antiga</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln requisição</numerusform>
            <numerusform>%Ln requisições</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln recusada</numerusform>
            <numerusform>%Ln recusadas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lambdarium::OutsidePage</name>
    <message>
        <source>Made through the Lambda API. It runs here and is kept, but a deployment of the template would not have it.</source>
        <translation>Criada pela API do Lambda. Ela é executada e guardada aqui, mas uma implantação do template não a teria.</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Tempo limite</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variáveis</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Camadas</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Perfil de execução</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Adopt into template</source>
        <translation>Adotar no template</translation>
    </message>
    <message>
        <source>Writes the function into the template, and its code into a folder of the workspace.</source>
        <translation>Escreve a função no template e o código dela em uma pasta do workspace.</translation>
    </message>
    <message>
        <source>Delete function…</source>
        <translation>Excluir função…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lambdarium::PackageDesk</name>
    <message>
        <source>The workspace is read-only.</source>
        <translation>O workspace é somente leitura.</translation>
    </message>
    <message>
        <source>The template has an error; correct it first.</source>
        <translation>O template tem um erro; corrija-o primeiro.</translation>
    </message>
    <message>
        <source>Add function %1</source>
        <translation>Adicionar a função %1</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1 adicionada</translation>
    </message>
    <message>
        <source>Content of the layer</source>
        <translation>Conteúdo da camada</translation>
    </message>
    <message>
        <source>Zip file of the layer</source>
        <translation>Arquivo zip da camada</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Arquivos zip (*.zip)</translation>
    </message>
    <message>
        <source>%1 exists already in the workspace.</source>
        <translation>%1 já existe no workspace.</translation>
    </message>
    <message>
        <source>The layer could not be copied into the workspace: %1</source>
        <translation>A camada não pôde ser copiada para o workspace: %1</translation>
    </message>
    <message>
        <source>%1 was not built</source>
        <translation>%1 não foi compilada</translation>
    </message>
    <message>
        <source>%1 was not built: %2</source>
        <translation>%1 não foi compilada: %2</translation>
    </message>
    <message>
        <source>Nothing has a build step</source>
        <translation>Nada tem etapa de compilação</translation>
    </message>
    <message>
        <source>Export the package of %1</source>
        <translation>Exportar o pacote de %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Gravado: %1</translation>
    </message>
    <message>
        <source>Import a package for %1</source>
        <translation>Importar um pacote para %1</translation>
    </message>
    <message>
        <source>The code of %1 was replaced</source>
        <translation>O código de %1 foi substituído</translation>
    </message>
    <message>
        <source>%1 · %2 zipped, %3 unzipped, %4 files · sha256 %5</source>
        <translation>%1 · %2 compactado, %3 descompactado, %4 arquivos · sha256 %5</translation>
    </message>
    <message numerus="yes">
        <source>%n build(s) succeeded</source>
        <translation>
            <numerusform>%n compilação concluída</numerusform>
            <numerusform>%n compilações concluídas</numerusform>
        </translation>
    </message>
    <message>
        <source>The code before is kept in %1</source>
        <translation>O código anterior fica guardado em %1</translation>
    </message>
    <message>
        <source>Copying the layer into the workspace…</source>
        <translation>Copiando a camada para o workspace…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n arquivo, %1</numerusform>
            <numerusform>%n arquivos, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in the template already.</source>
        <translation>%1 já está no template.</translation>
    </message>
    <message>
        <source>%1 is in the template now, as %2</source>
        <translation>%1 agora está no template, como %2</translation>
    </message>
    <message>
        <source>Delete function</source>
        <translation>Excluir função</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>Excluir %1?</translation>
    </message>
    <message>
        <source>Its code, versions, aliases and settings go. This cannot be undone.</source>
        <translation>O código, as versões, os aliases e os ajustes dela são apagados. Isso não pode ser desfeito.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>%1 was deleted</source>
        <translation>%1 foi excluída</translation>
    </message>
</context>
<context>
    <name>lambdarium::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Sem problemas</translation>
    </message>
    <message>
        <source>The template can be read, and every handler is where it should be.</source>
        <translation>O template pode ser lido, e cada handler está onde deveria.</translation>
    </message>
</context>
<context>
    <name>lambdarium::ProblemsSection</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problema</numerusform>
            <numerusform>%n problemas</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Linha %1</translation>
    </message>
    <message>
        <source>Show line %1 of the template</source>
        <translation>Mostrar a linha %1 do template</translation>
    </message>
</context>
<context>
    <name>lambdarium::ProcessTable</name>
    <message>
        <source>running</source>
        <translation>executando</translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation>dormindo</translation>
    </message>
    <message>
        <source>waiting for disk</source>
        <translation>esperando o disco</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>parado</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>terminado</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Pid</source>
        <translation>Pid</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>Tempo de CPU</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processos</translation>
    </message>
</context>
<context>
    <name>lambdarium::QueueChart</name>
    <message>
        <source>No queue has been used yet. Send a message to one from the canvas.</source>
        <translation>Nenhuma fila foi usada ainda. Envie uma mensagem a uma pelo diagrama.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>na fila</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>oldest</source>
        <translation>idade</translation>
    </message>
    <message>
        <source>Nothing is known of %1 yet.</source>
        <translation>Nada se sabe de %1 ainda.</translation>
    </message>
    <message>
        <source>%1: %2 messages wait, %3 are in flight, the oldest is %4 s old; at most %5 waited.</source>
        <translation>%1: %2 mensagens aguardam, %3 em trânsito, a mais antiga tem %4 s; no máximo %5 aguardaram.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Aguardando</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Em trânsito</translation>
    </message>
    <message>
        <source>Oldest, s</source>
        <translation>Mais antiga, s</translation>
    </message>
</context>
<context>
    <name>lambdarium::ResponsePane</name>
    <message>
        <source>Response</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Formatada</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Bruta</translation>
    </message>
    <message>
        <source>How the response is shown</source>
        <translation>Como a resposta é mostrada</translation>
    </message>
    <message>
        <source>Copy the response</source>
        <translation>Copiar a resposta</translation>
    </message>
    <message>
        <source>A response cannot be edited.</source>
        <translation>Uma resposta não pode ser editada.</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Nenhuma execução ainda</translation>
    </message>
    <message>
        <source>Choose a function to send it an event.</source>
        <translation>Escolha uma função para lhe enviar um evento.</translation>
    </message>
    <message>
        <source>Press Ctrl+Enter to send “%1”.</source>
        <translation>Pressione Ctrl+Enter para enviar “%1”.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation>Nada foi enviado</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 recusadas</translation>
    </message>
    <message>
        <source>Function error</source>
        <translation>Erro da função</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Tempo esgotado</translation>
    </message>
    <message>
        <source>Out of memory</source>
        <translation>Memória esgotada</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Processo caiu</translation>
    </message>
    <message>
        <source>Could not start</source>
        <translation>Não pôde iniciar</translation>
    </message>
    <message>
        <source>202 accepted</source>
        <translation>202 aceito</translation>
    </message>
    <message>
        <source>%1 OK</source>
        <translation>%1 OK</translation>
    </message>
    <message>
        <source>Cold start</source>
        <translation>Partida a frio</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Quente</translation>
    </message>
    <message>
        <source>billed %1 ms</source>
        <translation>cobrado %1 ms</translation>
    </message>
    <message>
        <source>%1/%2 MB</source>
        <translation>%1/%2 MB</translation>
    </message>
    <message>
        <source>init %1</source>
        <translation>init %1</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 de %2 feitas</translation>
    </message>
    <message numerus="yes">
        <source>%n succeeded</source>
        <translation>
            <numerusform>%n com sucesso</numerusform>
            <numerusform>%n com sucesso</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n falhou</numerusform>
            <numerusform>%n falharam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n throttled</source>
        <translation>
            <numerusform>%n limitada</numerusform>
            <numerusform>%n limitadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n recusada</numerusform>
            <numerusform>%n recusadas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 shortest, %2 median, %3 p95, %4 longest</source>
        <translation>mais curta %1, mediana %2, p95 %3, mais longa %4</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>parada</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Executando…</translation>
    </message>
    <message>
        <source>No response</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <source>%1 is at work.</source>
        <translation>%1 está trabalhando.</translation>
    </message>
    <message numerus="yes">
        <source>%n more frame(s)</source>
        <translation>
            <numerusform>mais %n quadro</numerusform>
            <numerusform>mais %n quadros</numerusform>
        </translation>
    </message>
    <message>
        <source>at %1, line %2</source>
        <translation>em %1, linha %2</translation>
    </message>
    <message>
        <source>The event was accepted; its log shows what came of it.</source>
        <translation>O evento foi aceito; o log mostra o que resultou.</translation>
    </message>
</context>
<context>
    <name>lambdarium::RunController</name>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Linha %1, coluna %2: %3</translation>
    </message>
    <message>
        <source>the event is empty; {} is the smallest one</source>
        <translation>o evento está vazio; {} é o menor possível</translation>
    </message>
    <message>
        <source>more than one JSON value</source>
        <translation>mais de um valor JSON</translation>
    </message>
    <message>
        <source>The workspace was closed while the run was going.</source>
        <translation>O workspace foi fechado durante a execução.</translation>
    </message>
    <message>
        <source>A run is going; cancel it first.</source>
        <translation>Há uma execução em andamento; cancele-a primeiro.</translation>
    </message>
    <message>
        <source>Choose a function first.</source>
        <translation>Escolha uma função primeiro.</translation>
    </message>
    <message>
        <source>Repeat takes 1 to %1.</source>
        <translation>Repetições: de 1 a %1.</translation>
    </message>
    <message>
        <source>Parallel takes 1 to %1.</source>
        <translation>Em paralelo: de 1 a %1.</translation>
    </message>
</context>
<context>
    <name>lambdarium::RunView</name>
    <message>
        <source>Log of this run</source>
        <translation>Log desta execução</translation>
    </message>
    <message>
        <source>The event of that request is not kept any more.</source>
        <translation>O evento dessa requisição não está mais guardado.</translation>
    </message>
    <message>
        <source>replay of %1</source>
        <translation>repetição de %1</translation>
    </message>
</context>
<context>
    <name>lambdarium::SessionSettings</name>
    <message>
        <source>This workspace</source>
        <translation>Este workspace</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiança</translation>
    </message>
    <message>
        <source>Strict cold starts</source>
        <translation>Partidas a frio estritas</translation>
    </message>
    <message>
        <source>Each environment starts its interpreter anew instead of copying a warm one: slower, and nothing is shared.</source>
        <translation>Cada ambiente inicia seu interpretador do zero em vez de copiar um quente: mais lento, e nada é compartilhado.</translation>
    </message>
    <message>
        <source>Realistic cold-start time (simulated)</source>
        <translation>Tempo realista de partida a frio (simulado)</translation>
    </message>
    <message>
        <source>Adds the time that package size and runtime cost in the cloud. Marked as simulated wherever it shows; only for this session.</source>
        <translation>Acrescenta o tempo que o tamanho do pacote e o runtime custam na nuvem. Marcado como simulado onde aparece; só para esta sessão.</translation>
    </message>
</context>
<context>
    <name>lambdarium::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Switches at once; logs and AWS messages stay as they are written.</source>
        <translation>Muda na hora; logs e mensagens da AWS ficam como foram escritos.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>Light, dark or high contrast.</source>
        <translation>Claro, escuro ou alto contraste.</translation>
    </message>
    <message>
        <source>Size of text and controls</source>
        <translation>Tamanho de texto e controles</translation>
    </message>
    <message>
        <source>Apart from the zoom of code and canvas.</source>
        <translation>À parte do zoom do código e do diagrama.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Reduzir movimento</translation>
    </message>
    <message>
        <source>No moving messages; a wire shows its rate instead.</source>
        <translation>Sem mensagens em movimento; a conexão mostra a taxa.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>The ranges that memory, timeout and concurrency are checked against.</source>
        <translation>As faixas usadas para validar memória, tempo limite e simultaneidade.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Atalhos</translation>
    </message>
</context>
<context>
    <name>lambdarium::Shell</name>
    <message>
        <source>Editing only: nothing runs</source>
        <translation>Só edição: nada é executado</translation>
    </message>
    <message>
        <source>a file also changed on disk</source>
        <translation>um arquivo também mudou no disco</translation>
    </message>
    <message>
        <source>Not everything is saved: %1</source>
        <translation>Nem tudo foi salvo: %1</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Fechar assim mesmo</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Abrir uma pasta</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>Observar</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Mostrar todos os atalhos</translation>
    </message>
    <message>
        <source>Go to or run a command</source>
        <translation>Ir para ou executar um comando</translation>
    </message>
    <message>
        <source>Go to a file</source>
        <translation>Ir para um arquivo</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Alternar entre claro e escuro</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Abrir uma pasta…</translation>
    </message>
    <message>
        <source>Samples and recent folders</source>
        <translation>Exemplos e pastas recentes</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>Salvar agora</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Localizar</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Substituir</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Ir para linha</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Run the current event</source>
        <translation>Executar o evento atual</translation>
    </message>
    <message>
        <source>Start or stop triggers</source>
        <translation>Iniciar ou parar gatilhos</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Parar tudo</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Próximo problema</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>Problema anterior</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>Filtrar o log</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>Limpar o log</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>Mostrar ou ocultar o inspetor</translation>
    </message>
    <message>
        <source>Show or hide logs and concurrency</source>
        <translation>Mostrar ou ocultar logs e simultaneidade</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>Próximo painel</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>Painel anterior</translation>
    </message>
    <message>
        <source>Add a function</source>
        <translation>Adicionar função</translation>
    </message>
    <message>
        <source>Add a queue</source>
        <translation>Adicionar fila</translation>
    </message>
    <message>
        <source>Add a topic</source>
        <translation>Adicionar tópico</translation>
    </message>
    <message>
        <source>Add a bucket</source>
        <translation>Adicionar bucket</translation>
    </message>
    <message>
        <source>Add a schedule</source>
        <translation>Adicionar agendamento</translation>
    </message>
    <message>
        <source>Add a function URL</source>
        <translation>Adicionar URL de função</translation>
    </message>
    <message>
        <source>Tidy the layout</source>
        <translation>Organizar o layout</translation>
    </message>
    <message>
        <source>Fit the canvas</source>
        <translation>Enquadrar o diagrama</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Desfazer: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Refazer: %1</translation>
    </message>
    <message>
        <source>function</source>
        <translation>função</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>fila</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>tópico</translation>
    </message>
    <message>
        <source>bucket</source>
        <translation>bucket</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>agendamento</translation>
    </message>
    <message>
        <source>Go to line %1</source>
        <translation>Ir para a linha %1</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation>Definir %1 de %2 como %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Não salvo: %1</translation>
    </message>
    <message>
        <source>%1 changed on disk while you were editing it.</source>
        <translation>%1 mudou no disco enquanto você o editava.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decidir</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>Problemas %1</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Nothing can run without the core.</source>
        <translation>Nada pode ser executado sem o núcleo.</translation>
    </message>
    <message>
        <source>Add a function first.</source>
        <translation>Adicione uma função primeiro.</translation>
    </message>
    <message>
        <source>%1 answered in %2 ms</source>
        <translation>%1 respondeu em %2 ms</translation>
    </message>
    <message>
        <source>Show the response</source>
        <translation>Mostrar a resposta</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 falhou: %2</translation>
    </message>
    <message>
        <source>Show or hide code or files at the side</source>
        <translation>Mostrar ou ocultar código ou arquivos ao lado</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Adicionar nota</translation>
    </message>
    <message>
        <source>Connect the selected node</source>
        <translation>Conectar o nó selecionado</translation>
    </message>
    <message>
        <source>Rename the selected node</source>
        <translation>Renomear o nó selecionado</translation>
    </message>
    <message>
        <source>Duplicate the selected nodes</source>
        <translation>Duplicar os nós selecionados</translation>
    </message>
    <message>
        <source>Delete the selected nodes</source>
        <translation>Excluir os nós selecionados</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Executar %1</translation>
    </message>
    <message>
        <source>Call the URL of %1</source>
        <translation>Chamar a URL de %1</translation>
    </message>
    <message>
        <source>Send a message to %1</source>
        <translation>Enviar mensagem a %1</translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation>Publicar em %1</translation>
    </message>
    <message>
        <source>Put a file into %1</source>
        <translation>Enviar arquivo para %1</translation>
    </message>
    <message>
        <source>Fire %1</source>
        <translation>Disparar %1</translation>
    </message>
    <message>
        <source>%1 has an error in line %2; the canvas shows what it last said.</source>
        <translation>%1 tem um erro na linha %2; o diagrama mostra a última versão válida.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Isolation of this machine</source>
        <translation>Isolamento desta máquina</translation>
    </message>
    <message>
        <source>Trust in this workspace…</source>
        <translation>Confiança neste workspace…</translation>
    </message>
    <message>
        <source>Strict cold starts on or off</source>
        <translation>Ligar ou desligar partidas a frio estritas</translation>
    </message>
    <message>
        <source>Realistic cold-start time (simulated) on or off</source>
        <translation>Ligar ou desligar o tempo realista de partida a frio (simulado)</translation>
    </message>
    <message>
        <source>Environment %1 of %2</source>
        <translation>Ambiente %1 de %2</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Compilar</translation>
    </message>
    <message>
        <source>New function…</source>
        <translation>Nova função…</translation>
    </message>
    <message>
        <source>Build all</source>
        <translation>Compilar tudo</translation>
    </message>
    <message>
        <source>Build the selected function</source>
        <translation>Compilar a função selecionada</translation>
    </message>
    <message>
        <source>Export the package of the selected function…</source>
        <translation>Exportar o pacote da função selecionada…</translation>
    </message>
    <message>
        <source>Import a package for the selected function…</source>
        <translation>Importar um pacote para a função selecionada…</translation>
    </message>
    <message>
        <source>Cancel all builds</source>
        <translation>Cancelar todas as compilações</translation>
    </message>
    <message>
        <source>Adopt into template</source>
        <translation>Adotar no template</translation>
    </message>
    <message>
        <source>Adopt the selected function into the template</source>
        <translation>Adotar a função selecionada no template</translation>
    </message>
</context>
<context>
    <name>lambdarium::StackLine</name>
    <message>
        <source>Open %1, line %2</source>
        <translation>Abrir %1, linha %2</translation>
    </message>
</context>
<context>
    <name>lambdarium::StatusBar</name>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>Lin %1, Col %2</translation>
    </message>
    <message>
        <source>No runtime found</source>
        <translation>Nenhum runtime encontrado</translation>
    </message>
    <message numerus="yes">
        <source>%n runtime(s) ready: %1</source>
        <translation>
            <numerusform>%n runtime pronto: %1</numerusform>
            <numerusform>%n runtimes prontos: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline, all local</source>
        <translation>Offline, tudo local</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Salvo</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Não salvo</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n erro</numerusform>
            <numerusform>%n erros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n aviso</numerusform>
            <numerusform>%n avisos</numerusform>
        </translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Sem problemas</translation>
    </message>
    <message>
        <source>Next problem (F8)</source>
        <translation>Próximo problema (F8)</translation>
    </message>
    <message>
        <source>Account %1/%2</source>
        <translation>Conta %1/%2</translation>
    </message>
    <message>
        <source>Invocations running now, of the account&apos;s concurrency limit</source>
        <translation>Invocações em execução agora, do limite de simultaneidade da conta</translation>
    </message>
    <message>
        <source>Isolation: %1</source>
        <translation>Isolamento: %1</translation>
    </message>
    <message>
        <source>The self-test has not ended yet.</source>
        <translation>O autoteste ainda não terminou.</translation>
    </message>
    <message>
        <source>Isolation of this machine: %1
%2</source>
        <translation>Isolamento desta máquina: %1
%2</translation>
    </message>
</context>
<context>
    <name>lambdarium::TemplateBuffer</name>
    <message>
        <source>%1 is not a UTF-8 text file.</source>
        <translation>%1 não é um arquivo de texto UTF-8.</translation>
    </message>
    <message>
        <source>This workspace is read-only.</source>
        <translation>Este workspace é somente leitura.</translation>
    </message>
</context>
<context>
    <name>lambdarium::ToastHost</name>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
<context>
    <name>lambdarium::TopBar</name>
    <message>
        <source>Event: %1</source>
        <translation>Evento: %1</translation>
    </message>
    <message>
        <source>Stop triggers</source>
        <translation>Parar gatilhos</translation>
    </message>
    <message>
        <source>Start triggers</source>
        <translation>Iniciar gatilhos</translation>
    </message>
    <message>
        <source>Lambdarium</source>
        <translation>Lambdarium</translation>
    </message>
    <message>
        <source>Workspace: %1</source>
        <translation>Workspace: %1</translation>
    </message>
    <message>
        <source>Go to a function, log, setting or command</source>
        <translation>Ir para função, log, ajuste ou comando</translation>
    </message>
    <message>
        <source>Go to or run a command</source>
        <translation>Ir para ou executar um comando</translation>
    </message>
    <message>
        <source>Test event</source>
        <translation>Evento de teste</translation>
    </message>
    <message>
        <source>The event that Run sends</source>
        <translation>O evento que Executar envia</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Queues are read and schedules fire. Click to stop them.</source>
        <translation>Filas são lidas e agendamentos disparam. Clique para parar.</translation>
    </message>
    <message>
        <source>Let queues be read and schedules fire.</source>
        <translation>Deixa filas serem lidas e agendamentos dispararem.</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>Cold starts are lengthened as in the cloud (simulated). Durations you see are not only measured.</source>
        <translation>As partidas a frio são alongadas como na nuvem (simulado). As durações que você vê não são só medidas.</translation>
    </message>
    <message>
        <source>This workspace: %1</source>
        <translation>Este workspace: %1</translation>
    </message>
    <message>
        <source>Simulated cold starts</source>
        <translation>Partidas a frio simuladas</translation>
    </message>
</context>
<context>
    <name>lambdarium::TriggerDesk</name>
    <message>
        <source>Sent to %1</source>
        <translation>Enviada a %1</translation>
    </message>
    <message>
        <source>Published to %1</source>
        <translation>Publicada em %1</translation>
    </message>
    <message>
        <source>Put %1 into %2</source>
        <translation>%1 enviado para %2</translation>
    </message>
    <message>
        <source>Purged %1</source>
        <translation>%1: mensagens limpas</translation>
    </message>
    <message>
        <source>Fired %1</source>
        <translation>%1 disparou</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 não é um arquivo.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>lambdarium::TriggerDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Send a message to %1</source>
        <translation>Enviar mensagem a %1</translation>
    </message>
    <message>
        <source>Message body</source>
        <translation>Corpo da mensagem</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Atraso</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation>Publicar em %1</translation>
    </message>
    <message>
        <source>Subject (optional)</source>
        <translation>Assunto (opcional)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Put a file into %1</source>
        <translation>Enviar arquivo para %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Chave</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Escolher arquivo…</translation>
    </message>
    <message>
        <source>A function waits for keys that begin with %1</source>
        <translation>Uma função espera chaves que começam com %1</translation>
    </message>
    <message>
        <source>Put</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Escolher um arquivo</translation>
    </message>
    <message>
        <source>Call the URL of %1</source>
        <translation>Chamar a URL de %1</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Path and query</source>
        <translation>Caminho e query</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Corpo</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Chamar</translation>
    </message>
    <message>
        <source>Purge %1</source>
        <translation>Limpar %1</translation>
    </message>
    <message numerus="yes">
        <source>Delete all messages of %1? %n message(s) are lost for good.</source>
        <translation>
            <numerusform>Excluir todas as mensagens de %1? %n mensagem se perde de vez.</numerusform>
            <numerusform>Excluir todas as mensagens de %1? %n mensagens se perdem de vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Purge</source>
        <translation>Limpar</translation>
    </message>
</context>
<context>
    <name>lambdarium::TriggersPage</name>
    <message>
        <source>Wires</source>
        <translation>Conexões</translation>
    </message>
    <message>
        <source>Asynchronous events</source>
        <translation>Eventos assíncronos</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Novas tentativas</translation>
    </message>
    <message>
        <source>Oldest event</source>
        <translation>Evento mais antigo</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
</context>
<context>
    <name>lambdarium::TrustDialog</name>
    <message>
        <source>Run code of %1?</source>
        <translation>Executar código de %1?</translation>
    </message>
    <message>
        <source>Trust in %1</source>
        <translation>Confiança em %1</translation>
    </message>
    <message>
        <source>You asked for something that runs code of this folder for the first time. This is what can run then, and how:</source>
        <translation>Você pediu algo que executa código desta pasta pela primeira vez. Isto é o que poderá executar, e como:</translation>
    </message>
    <message>
        <source>This is what can run, and how. The choice is kept for this folder, outside of it.</source>
        <translation>Isto é o que pode executar, e como. A escolha é guardada para esta pasta, fora dela.</translation>
    </message>
    <message>
        <source>What can run</source>
        <translation>O que pode executar</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… e mais %n</numerusform>
            <numerusform>… e mais %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>%n function(s)</source>
        <translation>
            <numerusform>%n função</numerusform>
            <numerusform>%n funções</numerusform>
        </translation>
    </message>
    <message>
        <source>Build commands, when you build</source>
        <translation>Comandos de compilação, quando você compilar</translation>
    </message>
    <message>
        <source>%1 asks for: %2</source>
        <translation>%1 pede: %2</translation>
    </message>
    <message>
        <source>No function asks for more than the services of this workspace.</source>
        <translation>Nenhuma função pede mais do que os serviços deste workspace.</translation>
    </message>
    <message>
        <source>Run isolated grants none of it; Trust does.</source>
        <translation>Executar isolado não concede nada disso; Confiar concede.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>The self-test has not ended yet.</source>
        <translation>O autoteste ainda não terminou.</translation>
    </message>
    <message>
        <source>Isolation of this machine: %1</source>
        <translation>Isolamento desta máquina: %1</translation>
    </message>
    <message>
        <source>Stay restricted</source>
        <translation>Continuar restrito</translation>
    </message>
    <message>
        <source>Restrict</source>
        <translation>Restringir</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiar</translation>
    </message>
    <message>
        <source>Run isolated</source>
        <translation>Executar isolado</translation>
    </message>
    <message>
        <source>Isolate</source>
        <translation>Isolar</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>Agora: %1</translation>
    </message>
    <message>
        <source>Reading what builds would run…</source>
        <translation>Lendo o que as compilações executariam…</translation>
    </message>
    <message>
        <source>Nothing here has a build step.</source>
        <translation>Nada aqui tem etapa de compilação.</translation>
    </message>
    <message>
        <source>What builds would run could not be read: %1</source>
        <translation>Não foi possível ler o que as compilações executariam: %1</translation>
    </message>
    <message>
        <source>Commands that build %1</source>
        <translation>Comandos que compilam %1</translation>
    </message>
    <message>
        <source>which run, of this workspace&apos;s own files:</source>
        <translation>que executam, dos arquivos deste próprio workspace:</translation>
    </message>
    <message>
        <source>Commands of the workspace&apos;s own files for %1</source>
        <translation>Comandos dos arquivos do próprio workspace para %1</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>com %1</translation>
    </message>
    <message>
        <source>Decided by %1</source>
        <translation>Decidido por %1</translation>
    </message>
    <message>
        <source>Downloads packages: runs only if you trust this workspace.</source>
        <translation>Baixa pacotes: só executa se você confiar neste workspace.</translation>
    </message>
    <message>
        <source>Stay trusted</source>
        <translation>Continuar confiável</translation>
    </message>
    <message>
        <source>Stay isolated</source>
        <translation>Continuar isolado</translation>
    </message>
    <message>
        <source>You agreed to that for this workspace. Restrict takes it back.</source>
        <translation>Você concordou com isso para este workspace. Restringir desfaz.</translation>
    </message>
    <message>
        <source>To run it all the same, type the name of this workspace: %1</source>
        <translation>Para executar mesmo assim, digite o nome deste workspace: %1</translation>
    </message>
    <message>
        <source>Name of this workspace, to agree</source>
        <translation>Nome deste workspace, para concordar</translation>
    </message>
    <message>
        <source>Run unprotected</source>
        <translation>Executar sem proteção</translation>
    </message>
</context>
<context>
    <name>lambdarium::UrlRow</name>
    <message>
        <source>Function URL</source>
        <translation>URL da função</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>Copiar a URL</translation>
    </message>
    <message>
        <source>Known once the function is deployed.</source>
        <translation>Conhecida quando a função for implantada.</translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <translation>Abrir %1 no navegador</translation>
    </message>
</context>
<context>
    <name>lambdarium::UsageBar</name>
    <message>
        <source>Used %1 MB median, %2 MB peak of %3</source>
        <translation>Uso: mediana %1 MB, pico %2 MB de %3</translation>
    </message>
</context>
<context>
    <name>lambdarium::VariableRow</name>
    <message>
        <source>NAME</source>
        <translation>NOME</translation>
    </message>
    <message>
        <source>Name of the new variable</source>
        <translation>Nome da nova variável</translation>
    </message>
    <message>
        <source>Name of variable %1</source>
        <translation>Nome da variável %1</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>Value of the new variable</source>
        <translation>Valor da nova variável</translation>
    </message>
    <message>
        <source>Value of variable %1</source>
        <translation>Valor da variável %1</translation>
    </message>
    <message>
        <source>Give up the new variable</source>
        <translation>Descartar a nova variável</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Remover %1</translation>
    </message>
    <message>
        <source>%1 refers to %2</source>
        <translation>%1 aponta para %2</translation>
    </message>
    <message>
        <source>Value of variable %1, computed by the template</source>
        <translation>Valor da variável %1, calculado pelo template</translation>
    </message>
    <message>
        <source>Show the value while held</source>
        <translation>Mostrar o valor enquanto pressionado</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 já existe.</translation>
    </message>
    <message>
        <source>Rename variable %1 of %2 to %3</source>
        <translation>Renomear variável %1 de %2 para %3</translation>
    </message>
    <message>
        <source>Add variable %1 to %2</source>
        <translation>Adicionar variável %1 a %2</translation>
    </message>
    <message>
        <source>Remove variable %1 of %2</source>
        <translation>Remover variável %1 de %2</translation>
    </message>
</context>
<context>
    <name>lambdarium::Welcome</name>
    <message>
        <source>%1 not found</source>
        <translation>%1 não encontrado</translation>
    </message>
    <message>
        <source>Start with something that runs</source>
        <translation>Comece com algo que funciona</translation>
    </message>
    <message>
        <source>Functions, queues, topics and buckets on this machine. No account, no network.</source>
        <translation>Funções, filas, tópicos e buckets nesta máquina. Sem conta, sem rede.</translation>
    </message>
    <message>
        <source>Open the orders demo</source>
        <translation>Abrir a demo de pedidos</translation>
    </message>
    <message>
        <source>An order comes in by URL, waits in a queue, is charged; images get thumbnails; a schedule reconciles.</source>
        <translation>Um pedido chega por URL, espera na fila, é cobrado; imagens ganham miniaturas; um agendamento concilia.</translation>
    </message>
    <message>
        <source>One function</source>
        <translation>Uma função</translation>
    </message>
    <message>
        <source>A handler and an event to call it with.</source>
        <translation>Um handler e um evento para chamá-lo.</translation>
    </message>
    <message>
        <source>Queue worker</source>
        <translation>Worker de fila</translation>
    </message>
    <message>
        <source>A queue, its consumer and a dead-letter queue.</source>
        <translation>Uma fila, quem a consome e uma fila de mensagens mortas.</translation>
    </message>
    <message>
        <source>Scheduled job</source>
        <translation>Tarefa agendada</translation>
    </message>
    <message>
        <source>A function that runs every few minutes.</source>
        <translation>Uma função que roda a cada poucos minutos.</translation>
    </message>
    <message>
        <source>Empty project</source>
        <translation>Projeto vazio</translation>
    </message>
    <message>
        <source>A template and a canvas.</source>
        <translation>Um template e um diagrama.</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Abrir uma pasta…</translation>
    </message>
    <message>
        <source>A folder with template.yaml, .yml or .json</source>
        <translation>Uma pasta com template.yaml, .yml ou .json</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Recentes</translation>
    </message>
    <message>
        <source>Runtimes found</source>
        <translation>Runtimes encontrados</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Reduzir movimento</translation>
    </message>
</context>
<context>
    <name>lambdarium::WindowHost</name>
    <message>
        <source>This workspace is open in another window, which was asked to come to the front.</source>
        <translation>Este workspace está aberto em outra janela, que foi chamada para a frente.</translation>
    </message>
</context>
<context>
    <name>lambdarium::WiringInteraction</name>
    <message>
        <source>The template has an error; correct it before connecting.</source>
        <translation>O template tem um erro; corrija antes de conectar.</translation>
    </message>
    <message>
        <source>Only a function can be started by it.</source>
        <translation>Só uma função pode ser iniciada assim.</translation>
    </message>
    <message>
        <source>%1 has a URL already.</source>
        <translation>%1 já tem uma URL.</translation>
    </message>
    <message>
        <source>Nothing here can be connected to %1.</source>
        <translation>Nada aqui pode ser conectado a %1.</translation>
    </message>
    <message>
        <source>Add a function first: a %1 starts one.</source>
        <translation>Adicione antes uma função para %1 iniciar.</translation>
    </message>
    <message>
        <source>Choose what to connect</source>
        <translation>Escolha o que conectar</translation>
    </message>
    <message>
        <source>Drop on empty space to add a node</source>
        <translation>Solte em espaço vazio para adicionar um nó</translation>
    </message>
    <message>
        <source>%1 does not fit</source>
        <translation>%1 não serve aqui</translation>
    </message>
    <message>
        <source>Press Enter to connect %1</source>
        <translation>Pressione Enter para conectar %1</translation>
    </message>
    <message>
        <source>Release to connect %1</source>
        <translation>Solte para conectar %1</translation>
    </message>
    <message>
        <source>Several meanings are possible; you will be asked</source>
        <translation>Há vários sentidos possíveis; você escolherá</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation>Conectar a %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Add and connect</source>
        <translation>Adicionar e conectar</translation>
    </message>
</context>
<context>
    <name>lambdarium::WorkspaceDocument</name>
    <message>
        <source>The template has an error; correct it first: %1</source>
        <translation>O template tem um erro; corrija antes: %1</translation>
    </message>
    <message>
        <source>The template has changed in the meantime; try again.</source>
        <translation>O template mudou nesse meio-tempo; tente de novo.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Adicionar %1</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1: adição feita</translation>
    </message>
    <message>
        <source>Add %1 and connect it</source>
        <translation>Adicionar %1 e conectar</translation>
    </message>
    <message>
        <source>Added %1 and connected it to %2</source>
        <translation>%1: adição feita, com conexão a %2</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>Renomear %1 para %2</translation>
    </message>
    <message>
        <source>Renamed %1 to %2</source>
        <translation>%1 agora se chama %2</translation>
    </message>
    <message>
        <source>Connect %1 to %2</source>
        <translation>Conectar %1 a %2</translation>
    </message>
    <message>
        <source>Connected %1 to %2</source>
        <translation>%1 e %2 estão conectados</translation>
    </message>
    <message>
        <source>This wire is gone.</source>
        <translation>Esta conexão não existe mais.</translation>
    </message>
    <message>
        <source>Disconnect %1 from %2</source>
        <translation>Desconectar %1 de %2</translation>
    </message>
    <message>
        <source>Disconnected %1 from %2</source>
        <translation>%1 e %2 não estão mais conectados</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Adicionar nota</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Editar nota</translation>
    </message>
    <message>
        <source>The template was changed by another program; choose which text to keep.</source>
        <translation>O template foi alterado por outro programa; escolha qual texto manter.</translation>
    </message>
    <message>
        <source>Reload changed template</source>
        <translation>Recarregar template alterado</translation>
    </message>
    <message>
        <source>The template was changed by another program and has been read again.</source>
        <translation>O template foi alterado por outro programa e foi lido de novo.</translation>
    </message>
    <message>
        <source>Merge changed template</source>
        <translation>Mesclar template alterado</translation>
    </message>
    <message>
        <source>The template was changed by another program; both changes were merged.</source>
        <translation>O template foi alterado por outro programa; as duas alterações foram mescladas.</translation>
    </message>
    <message>
        <source>Take the template from disk</source>
        <translation>Usar o template do disco</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memória</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>tempo limite</translation>
    </message>
    <message>
        <source>temporary disk</source>
        <translation>disco temporário</translation>
    </message>
    <message>
        <source>reserved concurrency</source>
        <translation>simultaneidade reservada</translation>
    </message>
    <message>
        <source>execution role</source>
        <translation>perfil de execução</translation>
    </message>
    <message>
        <source>handler</source>
        <translation>handler</translation>
    </message>
    <message>
        <source>runtime</source>
        <translation>runtime</translation>
    </message>
    <message>
        <source>visibility timeout</source>
        <translation>tempo de visibilidade</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>atraso</translation>
    </message>
    <message>
        <source>description</source>
        <translation>descrição</translation>
    </message>
    <message>
        <source>variable %1</source>
        <translation>variável %1</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>note</source>
        <translation>a nota</translation>
    </message>
    <message>
        <source>URL of %1</source>
        <translation>URL de %1</translation>
    </message>
    <message>
        <source>Reset %1 of %2</source>
        <translation>Restaurar %1 de %2</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>Alterar %1 de %2</translation>
    </message>
    <message>
        <source>Change %1 of %2 to %3</source>
        <translation>Alterar %1 de %2 para %3</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>Mover %1</translation>
    </message>
    <message numerus="yes">
        <source>Move %n nodes</source>
        <translation>
            <numerusform>Mover %n nó</numerusform>
            <numerusform>Mover %n nós</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>Excluir %1</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n nodes</source>
        <translation>
            <numerusform>Excluir %n nó</numerusform>
            <numerusform>Excluir %n nós</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1: exclusão feita</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n nodes</source>
        <translation>
            <numerusform>%n nó excluído</numerusform>
            <numerusform>%n nós excluídos</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>Duplicar %1</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n nodes</source>
        <translation>
            <numerusform>Duplicar %n nó</numerusform>
            <numerusform>Duplicar %n nós</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit template</source>
        <translation>Editar template</translation>
    </message>
    <message>
        <source>Add layer %1 to %2</source>
        <translation>Adicionar a camada %1 a %2</translation>
    </message>
</context>
<context>
    <name>lambdarium::WorkspaceFiles</name>
    <message>
        <source>This workspace is read-only.</source>
        <translation>Este workspace é somente leitura.</translation>
    </message>
</context>
</TS>
