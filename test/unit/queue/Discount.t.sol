// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice ATTACKS row 23: whoever pushes chooses the moment; he must not choose one at which those who wait pay him.
contract QueueDiscountTest is QueueFixture {
    address internal pusher = makeAddr("pusher");

    function setUp() public override {
        super.setUp();
        // Four times leveraged, so that a discount of the LST is four times one of the shares.
        strategy.leverUp(600e18, 600e18 * PAR / 1e18);
        vault.sync();
    }

    function test_NobodyIsServedAtADiscountAndEverybodyOnceItIsOver() public {
        uint256 id = _request(alice, 50e18);
        oracle.setMarket(PAR * 98 / 100);
        (uint256 shares, uint256 assets) = _push(type(uint256).max);
        assertEq(shares + assets, 0);
        assertEq(queue.pendingRedeemRequest(id, alice), 50e18);
        oracle.setMarket(PAR);
        (shares,) = _push(type(uint256).max);
        assertEq(shares, 50e18);
    }

    function test_ADiscountUnderOnePercentOfTheShareStopsNothing() public {
        _request(alice, 50e18);
        oracle.setMarket(PAR * 9_980 / 10_000);
        (uint256 shares,) = _push(type(uint256).max);
        assertEq(shares, 50e18);
    }

    /// @dev He brings the liquidity at the ask, which is par, and would take out at the peg what those who wait were paid too little.
    function test_NobodyGainsByBringingLiquidityAtTheBottom() public {
        uint256 id = _request(alice, vault.balanceOf(alice));
        oracle.setMarket(PAR * 861 / 1_000);
        _fund(pusher, 200e18);
        vm.startPrank(pusher);
        uint256 shares = vault.deposit(200e18, pusher);
        queue.push(10);
        vm.stopPrank();
        oracle.setMarket(PAR);
        vm.prank(pusher);
        assertLe(vault.exit(shares, 0, pusher), 200e18);
        assertEq(queue.claimableRedeemRequest(id, alice), 0);
    }

    /// @dev A loss is everybody's, and no discount.
    function test_AfterASlashTheQueueIsServedAtWhatIsLeft() public {
        _request(alice, 50e18);
        strategy.lose(20e18);
        vault.sync();
        (uint256 shares,) = _push(type(uint256).max);
        assertEq(shares, 50e18);
    }

    function test_WhoAcceptsADiscountLeavesByHimself() public {
        uint256 id = _request(alice, 50e18);
        oracle.setMarket(PAR * 95 / 100);
        strategy.setWithdrawableLimit(type(uint256).max);
        assertEq(_cancel(alice, id), 50e18);
        assertGt(_redeem(alice, 10e18), 0);
    }
}
