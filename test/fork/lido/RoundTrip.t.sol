// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";

/// @notice LST to a request to ether to LST, through the vault, to the wei.
contract RoundTripTest is LidoQueueTest {
    function test_RequestFinalizeClaim() public {
        _enter(100e18);
        uint256 worth = STETH.getPooledEthByShares(60e18);
        _request(60e18);
        (uint256 lst, uint256 eth) = _legs();
        assertEq(lst, 40e18, "LST that stayed");
        assertApproxEqAbs(eth, worth, 3, "request at par");
        assertEq(holder.openCount(), 1);

        _finalize();
        assertEq(_ethLeg(), eth, "finalized at the rate of the valuation");
        _claimAll();
        assertEq(WETH.balanceOf(address(strategy)), eth, "claimed");
        assertEq(_ethLeg(), eth, "WETH in the request's place");
        assertEq(holder.openCount(), 0);
        assertEq(address(holder).balance + WETH.balanceOf(address(holder)) + LST.balanceOf(address(holder)), 0);
        _assertNoApprovals();
    }

    function test_ThreeRequestsAreHeldInOrderAndClaimedInAny() public {
        _enter(100e18);
        _request(10e18);
        _request(20e18);
        _finalize();
        _request(30e18);
        ILidoRequests.Request[] memory open = holder.openRequests();
        assertEq(open.length, 3);
        assertTrue(open[0].finalized && open[1].finalized && !open[2].finalized);
        assertEq(open[2].hint, 0);

        uint256 eth = _ethLeg();
        uint256[] memory ids = new uint256[](2);
        uint256[] memory hints = new uint256[](2);
        (ids[0], hints[0], ids[1], hints[1]) = (open[1].id, open[1].hint, open[0].id, open[0].hint);
        _manage(abi.encodeCall(ILidoQueue.claim, (ids, hints)));
        assertEq(_ethLeg(), eth);
        assertEq(WETH.balanceOf(address(strategy)), open[0].eth + open[1].eth);
        ILidoRequests.Request[] memory left = holder.openRequests();
        assertEq(left.length, 1);
        assertEq(left[0].id, open[2].id);
    }

    /// @dev The strategy is found in one batch: LST in, requested at once.
    function test_DeployAndRequestInOneAction() public {
        _deposit(depositor, 50e18);
        _batch(IVaultTypes.ActionKind.Deploy, 50e18, abi.encodeCall(ILidoQueue.request, (type(uint256).max)));
        (uint256 lst, uint256 eth) = _legs();
        assertEq(lst, 0);
        assertApproxEqAbs(eth, STETH.getPooledEthByShares(50e18), 3);
    }

    function test_MoreThanAThousandStEthIsSplitEvenly() public {
        _enter(3_000e18);
        _request(2_500e18);
        ILidoRequests.Request[] memory open = holder.openRequests();
        uint256 worth = STETH.getPooledEthByShares(2_500e18);
        assertEq(open.length, worth / 1_000e18 + 1, "as few as the maximum allows");
        for (uint256 i; i < open.length; ++i) {
            assertLe(open[i].stEth, 1_000e18);
            assertApproxEqAbs(open[i].stEth, worth / open.length, 4);
            if (i != 0) assertGt(open[i].id, open[i - 1].id, "ascending");
        }
        assertApproxEqAbs(_ethLeg(), worth, 3 * open.length);
    }

    /// @dev Exactly as many LST as a thousand stETH are, and one wei more.
    function test_TheMaximumItselfIsOneRequest() public {
        _enter(1_000e18);
        uint256 most = STETH.getSharesByPooledEth(1_000e18);
        _request(most);
        assertEq(holder.openCount(), 1);
        _deposit(stranger, 2_000e18);
        _batch(IVaultTypes.ActionKind.Deploy, 2_000e18, "");
        _request(most + 1);
        assertEq(holder.openCount(), 3);
    }

    function test_RequestsFinalizedAtDifferentRatesAreEachPricedByTheirOwn() public {
        _enter(100e18);
        _request(10e18);
        _finalize();
        _rebase(-200);
        _request(10e18);
        _finalize();
        _rebase(50);
        _request(10e18);
        _finalize();
        (uint256[] memory ids, uint256[] memory hints) = _finalized();
        assertEq(ids.length, 3);
        assertTrue(hints[0] < hints[1] && hints[1] < hints[2]);
        uint256 eth = _ethLeg();
        _claimAll();
        assertEq(WETH.balanceOf(address(strategy)), eth);
    }
}
