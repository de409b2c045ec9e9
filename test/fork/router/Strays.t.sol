// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

/// @notice What strangers send to the router, a wei or a fortune, changes nothing for who calls next, and stays.
contract RouterStraysTest is RouterTest {
    uint256 private constant WAYS = 11;
    uint256 private constant AMOUNT = 3e18 + 7;
    address private donor = makeAddr("donor");

    function setUp() public override {
        super.setUp();
        _giveShares(alice, 10e18);
        _outfit(alice, 10e18);
        // Before any is sent, since to stake moves the issuer's rate in its last digit.
        _giveStEth(donor, 5_000e18);
        _giveShares(donor, 100e18);
    }

    /// @dev One wei of each.
    function test_DustChangesNothing() public {
        for (uint256 way; way < WAYS; ++way) {
            _assertUnmoved(way, [uint256(1), 1, 1, 1, 1]);
        }
    }

    /// @dev LST without end: more than the pool could buy, and many requests' worth of it.
    function test_AFortuneChangesNothing() public {
        for (uint256 way; way < WAYS; ++way) {
            _assertUnmoved(way, [uint256(1e24), 4_000e18, 1e24, 1e24, 50e18]);
        }
    }

    function testFuzz_StraysChangeNothing(uint256 way, uint256[5] memory strays) public {
        strays[0] = bound(strays[0], 0, 1e24);
        strays[1] = bound(strays[1], 0, 4_000e18);
        strays[2] = bound(strays[2], 0, 1e24);
        strays[3] = bound(strays[3], 0, 1e24);
        strays[4] = bound(strays[4], 0, 50e18);
        _assertUnmoved(way % WAYS, strays);
    }

    function _assertUnmoved(uint256 way, uint256[5] memory strays) private {
        uint256 before = vm.snapshotState();
        (bytes memory outcome, bytes32 holdings) = _use(way);
        vm.revertToState(before);
        before = vm.snapshotState();
        _send(strays);
        uint256[] memory held = _held();
        (bytes memory withStrays, bytes32 holdingsWithStrays) = _use(way);
        assertEq(withStrays, outcome, vm.toString(way));
        assertEq(holdingsWithStrays, holdings, vm.toString(way));
        assertEq(_held(), held, "a stray moved");
        _assertNoApprovals();
        vm.revertToState(before);
    }

    /// @return outcome What the call returned. @return holdings What alice has afterwards.
    function _use(uint256 way) private returns (bytes memory outcome, bytes32 holdings) {
        bytes memory call = _call(way);
        bool ok;
        vm.prank(alice);
        (ok, outcome) = address(router).call{value: way == 3 ? AMOUNT : 0}(call);
        assertTrue(ok, vm.toString(way));
        holdings = keccak256(
            abi.encode(
                vault.balanceOf(alice),
                LST.balanceOf(alice),
                WETH.balanceOf(alice),
                STETH.sharesOf(alice),
                alice.balance
            )
        );
    }

    function _call(uint256 way) private view returns (bytes memory) {
        if (way == 0) return abi.encodeCall(IRouter.deposit, (AMOUNT, alice, 1));
        if (way == 1) return abi.encodeCall(IRouter.depositStEth, (AMOUNT, alice, 1));
        if (way == 2) return abi.encodeCall(IRouter.depositWeth, (AMOUNT, alice, 1));
        if (way == 3) return abi.encodeCall(IRouter.depositEth, (alice, 1));
        if (way == 4) return abi.encodeCall(IRouter.redeem, (AMOUNT, alice, 1));
        if (way == 5) return abi.encodeCall(IRouter.redeemToStEth, (AMOUNT, alice, 1));
        if (way == 6) return abi.encodeCall(IRouter.redeemToWeth, (AMOUNT, alice, 1));
        if (way == 7) return abi.encodeCall(IRouter.redeemToWithdrawalRequests, (AMOUNT, alice, 1));
        address token = [address(LST), address(STETH), address(WETH)][way - 8];
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(token, AMOUNT, 1);
        return abi.encodeCall(IRouter.depositWithPermit2, (permit, signature, alice, 1));
    }

    /// @dev LST, shares of stETH, WETH, ether, shares of the vault.
    function _send(uint256[5] memory strays) private {
        deal(address(LST), address(router), strays[0]);
        vm.prank(donor);
        STETH.transferShares(address(router), strays[1]);
        vm.deal(address(this), strays[2] + strays[3]);
        WETH.deposit{value: strays[2]}();
        WETH.transfer(address(router), strays[2]);
        _force(strays[3]);
        vm.prank(donor);
        vault.transfer(address(router), strays[4]);
    }

    /// @dev Ether that nobody can refuse: out of a contract that ends itself as it is made.
    function _force(uint256 eth) private {
        bytes memory code = abi.encodePacked(hex"73", address(router), hex"ff");
        address made;
        assembly ("memory-safe") {
            made := create(eth, add(code, 32), mload(code))
        }
        assertNotEq(made, address(0));
        assertEq(address(router).balance, eth);
    }
}
