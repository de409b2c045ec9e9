// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice What is refused is refused with the numbers that explain it.
contract QueueRefusalsTest is LidoQueueTest {
    error InvalidHint(uint256 hint);
    error ArraysLengthMismatch(uint256 first, uint256 second);

    function setUp() public override {
        super.setUp();
        _enter(100e18);
    }

    /* THE ISSUER'S QUEUE */

    function test_RevertWhen_QueueIsPaused() public {
        _request(30e18);
        _finalize();
        _request(10e18);
        _pauseQueue(true);
        _refused(abi.encodeWithSelector(ILidoRequests.RequestsPaused.selector, type(uint256).max));
        _call(abi.encodeCall(ILidoQueue.request, (1e18)));
        // Otherwise it is alive.
        (uint256 lst, uint256 eth) = _legs();
        assertEq(lst, 60e18);
        _claimAll();
        _buy(1e18);
        assertApproxEqAbs(_ethLeg(), eth - 1e18, 0);
        _batch(IVaultTypes.ActionKind.Free, 20e18, "");
        vm.startPrank(depositor);
        vault.redeem(1e18, depositor, depositor);
        assertGt(vault.exit(10e18, 0, depositor), 0);
        vm.stopPrank();
        _pauseQueue(false);
        _request(1e18);
    }

    function test_RevertWhen_BelowTheMinimum() public {
        uint256 least = STETH.getSharesByPooledEth(100) + 1;
        _refused(
            abi.encodeWithSelector(
                ILidoRequests.RequestBelowMinimum.selector, STETH.getPooledEthByShares(least - 1), 100
            )
        );
        _call(abi.encodeCall(ILidoQueue.request, (least - 1)));
        _refused(abi.encodeWithSelector(ILidoRequests.RequestBelowMinimum.selector, 0, 100));
        _call(abi.encodeCall(ILidoQueue.request, (0)));
        _call(abi.encodeCall(ILidoQueue.request, (least)));
        assertEq(holder.openCount(), 1);
    }

    function test_RevertWhen_TooManyAreOpen() public {
        uint256 most = holder.maxOpen();
        for (uint256 i; i < most; ++i) {
            _call(abi.encodeCall(ILidoQueue.request, (1e18)));
        }
        _refused(abi.encodeWithSelector(ILidoRequests.TooManyRequests.selector, most, 1, most));
        _call(abi.encodeCall(ILidoQueue.request, (1e18)));
        // Finalized ones count until they are claimed.
        _finalize();
        _refused(abi.encodeWithSelector(ILidoRequests.TooManyRequests.selector, most, 1, most));
        _call(abi.encodeCall(ILidoQueue.request, (1e18)));
        _claimAll();
        _call(abi.encodeCall(ILidoQueue.request, (1e18)));
        assertEq(holder.openCount(), 1);
    }

    function test_RevertWhen_OneRequestWouldBeSplitIntoTooMany() public {
        deal(address(LST), address(strategy), 25_000e18);
        uint256 parts = STETH.getPooledEthByShares(25_000e18) / 1_000e18 + 1;
        _refused(abi.encodeWithSelector(ILidoRequests.TooManyRequests.selector, 0, parts, 24));
        _call(abi.encodeCall(ILidoQueue.request, (25_000e18)));
    }

    /// @dev The most that may be open, all finalized and each at its own rate: still within what the vault lets a strategy's answer cost.
    function test_TheMostOpenRequestsAreReadWithinTheVaultsGas() public {
        uint256 most = holder.maxOpen();
        for (uint256 i; i < most; ++i) {
            _call(abi.encodeCall(ILidoQueue.request, (1e18)));
            _finalize();
        }
        (bool ok,) = address(strategy).staticcall{gas: 1_000_000}(abi.encodeCall(IStrategy.exposure, (1e18)));
        assertTrue(ok);
        uint256 eth = _ethLeg();
        uint256 received = _unwind(WAD);
        assertApproxEqRel(received, 76e18 + eth * WAD / _par(), 0.001e18);
    }

    /* CLAIMS */

    function test_RevertWhen_NotFinalized() public {
        _request(1e18);
        _finalize();
        uint256 done = holder.openRequests()[0].id;
        _request(1e18);
        _refused(abi.encodeWithSelector(ILidoRequests.RequestNotFinalized.selector, done + 1, done));
        _call(_claim(done + 1, 1));
    }

    function test_RevertWhen_NotOurs() public {
        _request(1e18);
        _finalize();
        uint256 id = holder.openRequests()[0].id;
        _refused(abi.encodeWithSelector(ILidoRequests.RequestUnknown.selector, id - 1));
        _call(_claim(id - 1, 1));
    }

    function test_RevertWhen_ClaimedTwice() public {
        _request(1e18);
        _finalize();
        ILidoRequests.Request memory request = holder.openRequests()[0];
        _call(_claim(request.id, request.hint));
        _refused(abi.encodeWithSelector(ILidoRequests.RequestUnknown.selector, request.id));
        _call(_claim(request.id, request.hint));
    }

    function test_RevertWhen_HintIsWrong() public {
        _request(1e18);
        _finalize();
        ILidoRequests.Request memory request = holder.openRequests()[0];
        _refused(abi.encodeWithSelector(InvalidHint.selector, 0));
        _call(_claim(request.id, 0));
        _refused(abi.encodeWithSelector(InvalidHint.selector, request.hint + 1));
        _call(_claim(request.id, request.hint + 1));
        uint256[] memory ids = new uint256[](1);
        ids[0] = request.id;
        _refused(abi.encodeWithSelector(ArraysLengthMismatch.selector, 1, 0));
        _call(abi.encodeCall(ILidoQueue.claim, (ids, new uint256[](0))));
        assertEq(holder.openCount(), 1, "it is open still");
    }

    /* PURCHASES */

    function test_RevertWhen_ThereIsLessThanAskedFor() public {
        _refused(abi.encodeWithSelector(ILidoQueue.LstInsufficient.selector, 101e18, 100e18));
        _call(abi.encodeCall(ILidoQueue.request, (101e18)));
        _refused(abi.encodeWithSelector(ILidoQueue.EthInsufficient.selector, 1, 0));
        _call(abi.encodeCall(ILidoQueue.buyLst, (1, 0)));
        _refused(abi.encodeWithSelector(IStrategy.ZeroAmount.selector));
        _call(abi.encodeCall(ILidoQueue.buyLst, (type(uint256).max, 0)));
        vm.expectRevert(abi.encodeWithSelector(ILidoQueue.LstInsufficient.selector, 101e18, 100e18));
        vm.prank(address(vault));
        strategy.free(101e18, "");
    }

    function test_RevertWhen_NoLiveQuote() public {
        deal(address(WETH), address(strategy), 10e18);
        _setRates(_par(), _par() * 95 / 100, false);
        _refused(abi.encodeWithSelector(IStrategy.OracleNotFresh.selector));
        _call(abi.encodeCall(ILidoQueue.buyLst, (1e18, 0)));
    }

    function test_RevertWhen_TheCallersBoundIsTighter() public {
        deal(address(WETH), address(strategy), 10e18);
        _tradePoolTo(10_050);
        uint256 atPar = STETH.getSharesByPooledEth(10e18);
        vm.prank(address(vault));
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        strategy.manage(abi.encodeCall(ILidoQueue.buyLst, (10e18, atPar + 10)));
        _call(abi.encodeCall(ILidoQueue.buyLst, (10e18, atPar - 10)));
    }

    /// @dev The issuer takes nothing and the pool is dear: the oracle's bound holds where the caller gives none.
    function test_RevertWhen_OnlyOverTheOraclesBound() public {
        deal(address(WETH), address(strategy), 10e18);
        _tradePoolTo(10_100);
        _setStakeLimit(0, true);
        _refused(abi.encodeWithSelector(IStrategy.PurchaseIncomplete.selector, 10e18, 10e18));
        _call(abi.encodeCall(ILidoQueue.buyLst, (10e18, 0)));
    }

    /// @dev The issuer would take it at par, which is two per cent over what the market asks; the caller gives no bound.
    function test_RevertWhen_OnlyAtParWhileTheMarketAsksLess() public {
        deal(address(WETH), address(strategy), 10e18);
        _tradePoolTo(10_000);
        _setRates(_par(), _par() * 98 / 100, true);
        vm.prank(address(vault));
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        strategy.manage(abi.encodeCall(ILidoQueue.buyLst, (10e18, 0)));
    }

    function test_RevertWhen_OperationIsUnknown() public {
        _refused(abi.encodeWithSelector(IStrategy.UnknownOperation.selector, bytes4(0x12345678)));
        _call(hex"12345678");
    }

    /* INTERNAL */

    function _claim(uint256 id, uint256 hint) private pure returns (bytes memory) {
        uint256[] memory ids = new uint256[](1);
        uint256[] memory hints = new uint256[](1);
        (ids[0], hints[0]) = (id, hint);
        return abi.encodeCall(ILidoQueue.claim, (ids, hints));
    }

    bytes private _expected;

    function _refused(bytes memory reason) private {
        _expected = reason;
    }

    /// @dev As the vault in the place of a keeper's batch, whose own refusals are not the subject here.
    function _call(bytes memory data) private {
        if (_expected.length != 0) vm.expectRevert(_expected);
        delete _expected;
        vm.prank(address(vault));
        strategy.manage(data);
    }
}
