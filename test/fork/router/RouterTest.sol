// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {RouterSigner} from "test/fork/router/RouterSigner.sol";
import {Mainnet} from "test/support/Mainnet.sol";

interface ILidoSubmit {
    function submit(address referral) external payable returns (uint256);
}

/// @notice The router over the real vault with a levered position, on the replica's Lido, WETH, Uniswap and Permit2.
abstract contract RouterTest is AaveLoopTest, RouterSigner {
    IERC20 internal constant STETH_TOKEN = IERC20(Mainnet.STETH);

    address internal bob = makeAddr("bob");

    function setUp() public virtual override {
        super.setUp();
        _depositAndDeploy(100e18, _up(_debtFor(100e18, 300), 0));
        (alice, aliceKey) = makeAddrAndKey("alice");
        router = IRouter(_newRouter(address(vault), address(WETH), address(UNISWAP)));
    }

    function _newRouter(address vault_, address weth, address pool) internal returns (address) {
        return vm.deployCode("Router.sol:Router", abi.encode(vault_, weth, pool, Mainnet.WITHDRAWAL_QUEUE, PERMIT2));
    }

    /// @dev Nothing of anybody's stays, and nobody may take anything out of the router later.
    modifier leavesNothing() {
        _;
        assertEq(_held(), new uint256[](5), "left in the router");
        _assertNoApprovals();
    }

    /// @dev What lies in the router: ether, WETH, LST, shares of stETH, shares of the vault.
    function _held() internal view returns (uint256[] memory held) {
        held = new uint256[](5);
        held[0] = address(router).balance;
        held[1] = WETH.balanceOf(address(router));
        held[2] = LST.balanceOf(address(router));
        held[3] = STETH.sharesOf(address(router));
        held[4] = vault.balanceOf(address(router));
    }

    function _assertNoApprovals() internal view {
        IERC20[4] memory tokens = [LST, STETH_TOKEN, IERC20(address(WETH)), IERC20(address(vault))];
        address[8] memory spenders = [
            address(vault),
            Mainnet.WITHDRAWAL_QUEUE,
            Mainnet.WSTETH,
            Mainnet.STETH,
            address(UNISWAP),
            PERMIT2,
            alice,
            stranger
        ];
        for (uint256 i; i < tokens.length; ++i) {
            for (uint256 j; j < spenders.length; ++j) {
                assertEq(tokens[i].allowance(address(router), spenders[j]), 0, "approval left");
            }
        }
    }

    /// @dev A user with `amount` of everything, who has approved router and Permit2 for all of it.
    function _outfit(address user, uint256 amount) internal {
        _giveStEth(user, amount);
        _giveWeth(user, amount);
        deal(address(LST), user, amount);
        vm.deal(user, amount);
        vm.startPrank(user);
        address[2] memory spenders = [address(router), PERMIT2];
        for (uint256 i; i < 2; ++i) {
            LST.approve(spenders[i], type(uint256).max);
            WETH.approve(spenders[i], type(uint256).max);
            STETH_TOKEN.approve(spenders[i], type(uint256).max);
        }
        vm.stopPrank();
    }

    function _giveStEth(address user, uint256 eth) internal {
        vm.deal(user, eth);
        vm.prank(user);
        ILidoSubmit(Mainnet.STETH).submit{value: eth}(address(0));
    }

    function _giveWeth(address user, uint256 eth) internal {
        vm.deal(user, eth);
        vm.prank(user);
        WETH.deposit{value: eth}();
    }

    /// @dev A user with shares who has approved the router for all of them.
    function _giveShares(address user, uint256 lst) internal returns (uint256 shares) {
        deal(address(LST), user, lst);
        vm.startPrank(user);
        LST.approve(address(vault), lst);
        shares = vault.deposit(lst, user);
        vault.approve(address(router), type(uint256).max);
        vm.stopPrank();
    }
}
