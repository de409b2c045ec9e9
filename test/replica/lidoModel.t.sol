// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Test} from "forge-std/Test.sol";

import {Eip712StEthModel} from "script/replica/models/lido/Eip712StEthModel.sol";
import {LidoAccountingModel} from "script/replica/models/lido/LidoAccountingModel.sol";
import {LidoBurnerModel} from "script/replica/models/lido/LidoBurnerModel.sol";
import {LidoLocatorModel} from "script/replica/models/lido/LidoLocatorModel.sol";
import {LidoStakingRouterModel} from "script/replica/models/lido/LidoStakingRouterModel.sol";
import {LidoWithdrawalVaultModel} from "script/replica/models/lido/LidoWithdrawalVaultModel.sol";
import {StEthModel} from "script/replica/models/lido/StEthModel.sol";
import {WithdrawalQueueModel} from "script/replica/models/lido/WithdrawalQueueModel.sol";
import {WithdrawalQueueTypes} from "script/replica/models/lido/WithdrawalQueueTypes.sol";
import {WstEthModel} from "script/replica/models/lido/WstEthModel.sol";

/// @notice The model of Lido by itself. That it answers as the real code does is lidoDifferential.test.ts's to prove.
contract LidoModelTest is Test {
    address internal immutable ORACLE = makeAddr("oracle");
    address internal immutable AGENT = makeAddr("agent");
    address internal immutable OPERATORS = makeAddr("operators");
    address internal immutable ALICE = makeAddr("alice");
    address internal immutable BOB = makeAddr("bob");

    uint256 internal constant TOTAL_SHARES = 7_398_627_114093557201846331;
    uint256 internal constant BUFFERED = 5_137_902114580932716604;
    uint256 internal constant ON_CONSENSUS = 9_096_114_371902846113520918;

    StEthModel internal stEth;
    WstEthModel internal wstEth;
    WithdrawalQueueModel internal queue;
    LidoAccountingModel internal accounting;
    LidoWithdrawalVaultModel internal vault;

    function setUp() public {
        vm.roll(1000);
        vm.warp(1_790_000_000);
        uint256 nonce = vm.getNonce(address(this));
        address[8] memory at;
        for (uint256 i = 0; i < 8; i++) {
            at[i] = vm.computeCreateAddress(address(this), nonce + i);
        }
        LidoLocatorModel locator = new LidoLocatorModel(
            LidoLocatorModel.Config({
                accounting: at[4],
                accountingOracle: ORACLE,
                burner: at[3],
                elRewardsVault: makeAddr("elRewards"),
                lido: at[5],
                oracleReportSanityChecker: address(0),
                stakingRouter: at[2],
                treasury: AGENT,
                withdrawalQueue: at[7],
                withdrawalVault: vm.computeCreateAddress(address(this), nonce + 8),
                wstETH: at[6]
            })
        );
        address eip712 = address(new Eip712StEthModel());
        new LidoStakingRouterModel(OPERATORS, at[4]);
        new LidoBurnerModel(at[5], at[4], at[4], true);
        accounting = new LidoAccountingModel(address(locator), at[5]);
        stEth = new StEthModel(_genesis(address(locator), eip712));
        wstEth = new WstEthModel(address(stEth));
        queue = new WithdrawalQueueModel(address(wstEth));
        vault = new LidoWithdrawalVaultModel(address(stEth));
        vm.deal(address(stEth), BUFFERED);
        _openQueue();
        vm.deal(ALICE, 1_000_000 ether);
        vm.deal(BOB, 1_000_000 ether);
    }

    /* SHARES */

    function testFuzz_SubmitNeverMintsMoreThanWasPaid(uint256 amount) public {
        amount = bound(amount, 1, 150_000 ether);
        vm.prank(ALICE);
        uint256 shares = stEth.submit{value: amount}(address(0));
        assertLe(stEth.getPooledEthByShares(shares), amount);
        assertApproxEqAbs(stEth.balanceOf(ALICE), amount, 2);
        assertEq(stEth.getBufferedEther(), BUFFERED + amount);
    }

    function testFuzz_TransferMovesAtMostTheAmount(uint256 staked, uint256 amount) public {
        staked = bound(staked, 1 ether, 150_000 ether);
        amount = bound(amount, 0, staked / 2);
        _stake(ALICE, staked);
        uint256 before = stEth.sharesOf(ALICE);
        vm.prank(ALICE);
        assertTrue(stEth.transfer(BOB, amount));
        assertLe(stEth.balanceOf(BOB), amount);
        assertEq(stEth.sharesOf(ALICE) + stEth.sharesOf(BOB), before);
    }

    function testFuzz_WrappingAndUnwrappingNeverGains(uint256 staked, uint256 amount) public {
        staked = bound(staked, 1 ether, 150_000 ether);
        amount = bound(amount, 2, staked - 2);
        _stake(ALICE, staked);
        uint256 before = stEth.balanceOf(ALICE);
        vm.startPrank(ALICE);
        stEth.approve(address(wstEth), amount);
        wstEth.unwrap(wstEth.wrap(amount));
        vm.stopPrank();
        assertLe(stEth.balanceOf(ALICE), before);
        assertGe(stEth.sharesOf(address(wstEth)), wstEth.totalSupply());
    }

    function test_RoundUpIsOneWeiOverRoundDown() public view {
        uint256 down = stEth.getPooledEthByShares(1 ether);
        assertEq(stEth.getPooledEthBySharesRoundUp(1 ether), down + 1);
        assertEq(stEth.getPooledEthBySharesRoundUp(stEth.getTotalShares()), stEth.getTotalPooledEther());
    }

    function test_SendingEtherToWstEthStakesAndWraps() public {
        vm.prank(ALICE);
        (bool ok,) = address(wstEth).call{value: 123 ether}("");
        assertTrue(ok);
        assertEq(wstEth.balanceOf(ALICE), stEth.sharesOf(address(wstEth)));
        assertEq(wstEth.balanceOf(ALICE), stEth.getSharesByPooledEth(123 ether));
    }

    function test_RevertWhen_TransferExceedsBalanceOrAllowance() public {
        _stake(ALICE, 1 ether);
        vm.prank(ALICE);
        vm.expectRevert("BALANCE_EXCEEDED");
        stEth.transfer(BOB, 2 ether);
        vm.prank(BOB);
        vm.expectRevert("ALLOWANCE_EXCEEDED");
        stEth.transferFrom(ALICE, BOB, 1);
        vm.prank(ALICE);
        vm.expectRevert("TRANSFER_TO_STETH_CONTRACT");
        stEth.transfer(address(stEth), 1);
    }

    function test_PermitsOfBothTokensAreSpendableOnce() public {
        (address owner, uint256 key) = makeAddrAndKey("signer");
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(typehash, owner, BOB, 5, 0, block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", stEth.DOMAIN_SEPARATOR(), content)));
        stEth.permit(owner, BOB, 5, block.timestamp, v, r, s);
        assertEq(stEth.allowance(owner, BOB), 5);
        vm.expectRevert("INVALID_SIGNATURE");
        stEth.permit(owner, BOB, 5, block.timestamp, v, r, s);

        (v, r, s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", wstEth.DOMAIN_SEPARATOR(), content)));
        wstEth.permit(owner, BOB, 5, block.timestamp, v, r, s);
        assertEq(wstEth.allowance(owner, BOB), 5);
        vm.expectRevert("ERC20Permit: invalid signature");
        wstEth.permit(owner, BOB, 5, block.timestamp, v, r, s);
        vm.warp(block.timestamp + 1);
        vm.expectRevert("DEADLINE_EXPIRED");
        stEth.permit(owner, BOB, 5, block.timestamp - 1, v, r, s);
    }

    /* STAKING LIMIT */

    function test_StakeLimitShrinksByStakeAndGrowsByBlock() public {
        assertEq(stEth.getCurrentStakeLimit(), 150_000 ether);
        _stake(ALICE, 100_000 ether);
        assertEq(stEth.getCurrentStakeLimit(), 50_000 ether);
        vm.roll(block.number + 100);
        assertEq(stEth.getCurrentStakeLimit(), 50_000 ether + 100 * 23.4375 ether);
        vm.roll(block.number + 6_400);
        assertEq(stEth.getCurrentStakeLimit(), 150_000 ether);
    }

    function test_RevertWhen_StakeLimitExceeded() public {
        _stake(ALICE, 149_999 ether);
        vm.prank(ALICE);
        vm.expectRevert("STAKE_LIMIT");
        stEth.submit{value: 1 ether + 1}(address(0));
        _stake(ALICE, 1 ether);
    }

    function test_RevertWhen_StakingPaused() public {
        vm.prank(ALICE);
        vm.expectRevert("APP_AUTH_FAILED");
        stEth.pauseStaking();
        vm.prank(AGENT);
        stEth.pauseStaking();
        assertEq(stEth.getCurrentStakeLimit(), 0);
        vm.prank(ALICE);
        vm.expectRevert("STAKING_PAUSED");
        stEth.submit{value: 1}(address(0));
        vm.prank(AGENT);
        stEth.resumeStaking();
        _stake(ALICE, 1 ether);
    }

    function test_RevertWhen_StoppedNothingMoves() public {
        _stake(ALICE, 1 ether);
        vm.prank(AGENT);
        stEth.stop();
        vm.prank(ALICE);
        vm.expectRevert("CONTRACT_IS_STOPPED");
        stEth.transfer(BOB, 1);
    }

    /* REPORTS */

    function test_ReportMintsATenthOfTheRewardAsShares() public {
        uint256 etherBefore = stEth.getTotalPooledEther();
        uint256 reward = 1_000 ether;
        _report(int256(reward), 0, new uint256[](0), 0);
        assertEq(stEth.getTotalPooledEther(), etherBefore + reward);
        uint256 fee = stEth.balanceOf(OPERATORS) + stEth.balanceOf(AGENT);
        assertApproxEqAbs(fee, reward / 10, 4);
        assertApproxEqAbs(stEth.balanceOf(OPERATORS), stEth.balanceOf(AGENT), 2);
    }

    function test_SlashLowersEveryBalanceAndMintsNothing() public {
        _stake(ALICE, 100 ether);
        uint256 before = stEth.balanceOf(ALICE);
        _report(-int256(stEth.getTotalPooledEther() / 20), 0, new uint256[](0), 0);
        assertApproxEqAbs(stEth.balanceOf(ALICE), before * 95 / 100, 2);
        assertEq(stEth.sharesOf(OPERATORS), 0);
    }

    function test_RevertWhen_ReportIsNotTheOracles() public {
        LidoAccountingModel.ReportValues memory report;
        vm.expectRevert(
            abi.encodeWithSelector(LidoAccountingModel.NotAuthorized.selector, "handleOracleReport", address(this))
        );
        accounting.handleOracleReport(report);
        vm.expectRevert("APP_AUTH_FAILED");
        stEth.mintShares(ALICE, 1);
        vm.expectRevert("APP_AUTH_FAILED");
        stEth.burnShares(1);
    }

    /* WITHDRAWALS */

    function test_ClaimPaysTheRequestWhenTheRateRose() public {
        uint256 id = _request(ALICE, 100 ether);
        _report(90_000 ether, 0, new uint256[](0), 0);
        _finalizeTo(id);
        assertEq(_claimOf(ALICE, id), 100 ether);
    }

    function test_ClaimPaysTheSharesWhenASlashCameBetween() public {
        uint256 id = _request(ALICE, 100 ether);
        uint256 shares = _status(id).amountOfShares;
        _report(-int256(stEth.getTotalPooledEther() / 20), 0, new uint256[](0), 0);
        uint256 rate = _shareRate();
        _finalizeTo(id);
        uint256 paid = _claimOf(ALICE, id);
        assertEq(paid, shares * rate / 1e27);
        assertApproxEqAbs(paid, 95 ether, 2);
    }

    function test_OnlyTheDiscountedRequestsAreDiscounted() public {
        uint256 early = _request(ALICE, 10 ether);
        _report(-int256(stEth.getTotalPooledEther() / 10), 0, new uint256[](0), 0);
        uint256 late = _request(BOB, 10 ether);
        _finalizeTo(late);
        assertApproxEqAbs(_claimOf(ALICE, early), 9 ether, 2);
        assertApproxEqAbs(_claimOf(BOB, late), 10 ether, 2);
        assertLe(queue.getLockedEtherAmount(), 4);
    }

    function test_FinalizationTakesMissingEtherFromValidators() public {
        _stake(ALICE, 9_000 ether);
        vm.prank(ALICE);
        stEth.approve(address(queue), type(uint256).max);
        uint256[] memory amounts = new uint256[](8);
        for (uint256 i = 0; i < 8; i++) {
            amounts[i] = 1_000 ether;
        }
        vm.prank(ALICE);
        queue.requestWithdrawals(amounts, ALICE);
        uint256 rate = _shareRate();
        vm.deal(address(vault), 4_000 ether);
        uint256[] memory batches = _batch(8);
        _report(-4_000 ether, 4_000 ether, batches, rate);
        assertApproxEqAbs(queue.getLockedEtherAmount(), 8_000 ether, 16);
        assertEq(address(stEth).balance, stEth.getBufferedEther());
        assertApproxEqAbs(_shareRate(), rate, 1e6);
    }

    function test_RevertWhen_ClaimedTwiceOrEarlyOrByAnother() public {
        uint256 id = _request(ALICE, 1 ether);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(WithdrawalQueueTypes.RequestNotFoundOrNotFinalized.selector, id));
        queue.claimWithdrawal(id);
        _finalizeTo(id);
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(WithdrawalQueueTypes.NotOwner.selector, BOB, ALICE));
        queue.claimWithdrawal(id);
        _claimOf(ALICE, id);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(WithdrawalQueueTypes.RequestAlreadyClaimed.selector, id));
        queue.claimWithdrawal(id);
    }

    function test_TicketCarriesTheClaim() public {
        uint256 id = _request(ALICE, 1 ether);
        vm.prank(ALICE);
        queue.transferFrom(ALICE, BOB, id);
        assertEq(queue.ownerOf(id), BOB);
        assertEq(queue.getWithdrawalRequests(ALICE).length, 0);
        _finalizeTo(id);
        assertApproxEqAbs(_claimOf(BOB, id), 1 ether, 2);
        vm.expectRevert(abi.encodeWithSelector(WithdrawalQueueTypes.RequestAlreadyClaimed.selector, id));
        queue.ownerOf(id);
    }

    function test_RevertWhen_RequestIsTooSmallOrTooLarge() public {
        _stake(ALICE, 2_000 ether);
        uint256[] memory amounts = new uint256[](1);
        vm.startPrank(ALICE);
        stEth.approve(address(queue), type(uint256).max);
        amounts[0] = 99;
        vm.expectRevert(abi.encodeWithSelector(WithdrawalQueueTypes.RequestAmountTooSmall.selector, 99));
        queue.requestWithdrawals(amounts, ALICE);
        amounts[0] = 1_000 ether + 1;
        vm.expectRevert(abi.encodeWithSelector(WithdrawalQueueTypes.RequestAmountTooLarge.selector, amounts[0]));
        queue.requestWithdrawals(amounts, ALICE);
    }

    function test_RevertWhen_QueueIsPaused() public {
        uint256 id = _request(ALICE, 1 ether);
        _finalizeTo(id);
        vm.prank(AGENT);
        queue.pauseFor(1 days);
        vm.expectRevert(WithdrawalQueueTypes.ResumedExpected.selector);
        queue.requestWithdrawals(new uint256[](1), ALICE);
        assertApproxEqAbs(_claimOf(ALICE, id), 1 ether, 2);
        vm.warp(block.timestamp + 1 days);
        _request(ALICE, 1 ether);
    }

    function test_BunkerModeIsTheOraclesToSwitch() public {
        vm.prank(ORACLE);
        queue.onOracleReport(true, block.timestamp - 5, block.timestamp - 1);
        assertTrue(queue.isBunkerModeActive());
        assertEq(queue.bunkerModeSinceTimestamp(), block.timestamp - 5);
        assertFalse(stEth.canDeposit());
        vm.prank(ORACLE);
        queue.onOracleReport(false, 0, block.timestamp - 1);
        assertFalse(queue.isBunkerModeActive());
    }

    /* HELPERS */

    function _genesis(address locator, address eip712) private returns (StEthModel.Genesis memory) {
        return StEthModel.Genesis({
            locator: locator,
            eip712: eip712,
            holder: makeAddr("others"),
            totalShares: TOTAL_SHARES,
            bufferedEther: BUFFERED,
            clBalance: ON_CONSENSUS,
            validators: 284_254,
            stakeLimit: 150_000 ether,
            stakeLimitPerBlock: 23.4375 ether
        });
    }

    function _openQueue() private {
        queue.initialize(AGENT);
        vm.startPrank(AGENT);
        queue.grantRole(queue.FINALIZE_ROLE(), address(stEth));
        queue.grantRole(queue.ORACLE_ROLE(), ORACLE);
        queue.grantRole(queue.PAUSE_ROLE(), AGENT);
        queue.grantRole(queue.RESUME_ROLE(), AGENT);
        queue.resume();
        vm.stopPrank();
    }

    function _stake(address who, uint256 amount) private {
        vm.prank(who);
        stEth.submit{value: amount}(address(0));
    }

    function _request(address who, uint256 amount) private returns (uint256) {
        _stake(who, amount + 10);
        uint256[] memory amounts = new uint256[](1);
        amounts[0] = amount;
        vm.startPrank(who);
        stEth.approve(address(queue), amount);
        uint256[] memory ids = queue.requestWithdrawals(amounts, who);
        vm.stopPrank();
        return ids[0];
    }

    function _finalizeTo(uint256 id) private {
        uint256 rate = _shareRate();
        WithdrawalQueueTypes.BatchesCalculationState memory state;
        state.remainingEthBudget = type(uint128).max;
        state = queue.calculateFinalizationBatches(rate, block.timestamp, id, state);
        uint256[] memory batches = new uint256[](state.batchesLength);
        for (uint256 i = 0; i < batches.length; i++) {
            batches[i] = state.batches[i];
        }
        _report(0, 0, batches, rate);
    }

    function _report(int256 change, uint256 withdrawals, uint256[] memory batches, uint256 rate) private {
        (, uint256 validators, uint256 balance) = stEth.getBeaconStat();
        LidoAccountingModel.ReportValues memory report;
        report.timestamp = block.timestamp - 1;
        report.timeElapsed = 1 days;
        report.clValidators = validators;
        report.clBalance = uint256(int256(balance) + change);
        report.withdrawalVaultBalance = withdrawals;
        report.withdrawalFinalizationBatches = batches;
        report.simulatedShareRate = rate;
        vm.startPrank(ORACLE);
        queue.onOracleReport(queue.isBunkerModeActive(), 0, block.timestamp - 1);
        accounting.handleOracleReport(report);
        vm.stopPrank();
        vm.warp(block.timestamp + 12);
        vm.roll(block.number + 1);
    }

    function _claimOf(address who, uint256 id) private returns (uint256) {
        uint256 before = who.balance;
        vm.prank(who);
        queue.claimWithdrawal(id);
        return who.balance - before;
    }

    function _status(uint256 id) private view returns (WithdrawalQueueTypes.WithdrawalRequestStatus memory) {
        return queue.getWithdrawalStatus(_batch(id))[0];
    }

    function _batch(uint256 id) private pure returns (uint256[] memory batch) {
        batch = new uint256[](1);
        batch[0] = id;
    }

    function _shareRate() private view returns (uint256) {
        return stEth.getTotalPooledEther() * 1e27 / stEth.getTotalShares();
    }
}
